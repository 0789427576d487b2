import type { TRPCClientErrorLike } from "@trpc/client";
import { messageOf } from "@/components/trpc/error";
import type { AppRouter } from "@/server/routers";

export interface FormProblem {
  /** The field at fault, as the server names it; null when it is about the whole. */
  path: string | null;
  message: string;
  reason: string | null;
}

/** A refusal as a form shows it: at its field when it has one. */
export function problemOf(error: TRPCClientErrorLike<AppRouter> | null): FormProblem | null {
  if (!error) return null;
  const reason = error.data?.detail?.reason;
  return {
    path: error.data?.path ?? null,
    message: messageOf(error),
    reason: typeof reason === "string" ? reason : null,
  };
}
