import { type ApiError, apiErrorOf } from "@/components/trpc/error";

export type FormProblem = Pick<ApiError, "path" | "message" | "reason">;
type Problem = Pick<FormProblem, "path" | "message"> | null;

/** A refusal as a form shows it: at its field when it has one. */
export function problemOf(error: unknown): FormProblem | null {
  return error === null || error === undefined ? null : apiErrorOf(error);
}

/** What a field says of a refusal: nothing where it is about another. */
export function errorAt(problem: Problem, path: string): string | undefined {
  return problem?.path === path ? problem.message : undefined;
}

/** Whether one of these fields shows the refusal, for itself or a part of it: "balances" shows "balances[2].quantity". */
export function isShownAt(problem: Problem, fields: readonly string[]): boolean {
  const path = problem?.path ?? null;
  return (
    path !== null && fields.some((field) => path === field || ["[", "."].some((part) => path.startsWith(field + part)))
  );
}
