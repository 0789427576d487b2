/** What a refused request says beyond its sentence: the field at fault, and what a screen can act on. */
import { apiErrorOf } from "@/components/trpc/error";
import { normalPath, type Problem } from "./problem";

export function fieldProblem(error: unknown): Problem | null {
  const { path, message } = apiErrorOf(error);
  return path === null ? null : { path: normalPath(path), message };
}

/** "version-conflict" and the like. */
export const refusedBecause = (error: unknown): string | null => apiErrorOf(error).reason;
