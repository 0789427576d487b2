/** One thing wrong with a draft, and how it is found at its field. */
import type { PolicyProblem } from "@/lib/schemas/policy-rules";

/** Its path is the one in the policy's JSON ("targets.2.weight"), the same the server answers with. */
export type Problem = PolicyProblem;

/** "targets[2].weight" and ["targets", 2, "weight"] name the same field as "targets.2.weight". */
export function normalPath(path: string): string {
  return path
    .replace(/\[(\d+)\]/g, ".$1")
    .replace(/^(policy\.)/, "")
    .replace(/^\$?\./, "");
}

/** The message for a field: an error at the field itself or below it. */
export function problemAt(problems: readonly Problem[], path: string): string | null {
  return problems.find((each) => each.path === path || each.path.startsWith(`${path}.`))?.message ?? null;
}
