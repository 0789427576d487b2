/** What a refused request says beyond its sentence: the field at fault, and what a screen can act on. */
import { normalPath, type Problem } from "./problem";

function part(value: unknown, key: string): unknown {
  return value && typeof value === "object" && key in value ? Reflect.get(value, key) : undefined;
}

export function fieldProblem(error: unknown): Problem | null {
  const path = part(part(error, "data"), "path");
  const message = part(error, "message");
  if (typeof path !== "string" || path === "" || typeof message !== "string") return null;
  return { path: normalPath(path), message };
}

/** "version-conflict" and the like. */
export function refusedBecause(error: unknown): string | null {
  const reason = part(part(part(error, "data"), "detail"), "reason");
  return typeof reason === "string" ? reason : null;
}
