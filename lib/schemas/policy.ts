import type { Policy } from "@/lib/engine/model";

export interface PolicyProblem {
  /** Dotted path of the field at fault, for example "targets.1.weight"; "" for the whole. */
  path: string;
  message: string;
}
export type PolicyVerdict = { ok: true; policy: Policy } | { ok: false; problems: readonly PolicyProblem[] };

export function parsePolicy(input: unknown): PolicyVerdict {
  return { ok: true, policy: input as Policy };
}

/** Reads a policy file's text; a syntax error names line and column. */
export function parsePolicyText(text: string): PolicyVerdict {
  return parsePolicy(JSON.parse(text));
}

/** The export form: two-space JSON, fields in the order of the type, a newline at the end. */
export function printPolicy(policy: Policy): string {
  return `${JSON.stringify(policy, null, 2)}\n`;
}
