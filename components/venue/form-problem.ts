import { type ApiError, apiErrorOf } from "@/components/trpc/error";

export type FormProblem = Pick<ApiError, "path" | "message" | "reason">;

/** A refusal as a form shows it: at its field when it has one. */
export function problemOf(error: unknown): FormProblem | null {
  return error === null || error === undefined ? null : apiErrorOf(error);
}
