/** Instants and durations for people. Pure: the present and the zone are arguments. */

/** Whose clock and calendar a sentence is written for. */
export interface Reader {
  now: number;
  timeZone: string;
}

export function formatAge(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}

export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}

export function formatMoment(at: number, _reader: Reader): string {
  return new Date(at).toISOString();
}
