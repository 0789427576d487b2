/** How the start is going, for the health page while there is no App yet. On globalThis: Next loads modules twice. */
export interface StartStatus {
  phase: "starting" | "ready" | "stopping";
  /** A sentence while something outside is waited for. */
  waitingFor: string | null;
}

const holder: { evenkeelStatus?: StartStatus } & typeof globalThis = globalThis;

export function startStatus(): StartStatus {
  holder.evenkeelStatus ??= { phase: "starting", waitingFor: null };
  return holder.evenkeelStatus;
}
