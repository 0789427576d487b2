import type { Policy } from "@/lib/engine/model";
import { plural } from "@/lib/format/plural";
import { type PolicyVerdict, parsePolicy, parsePolicyText } from "@/lib/schemas/policy";
import { InputError } from "../errors";

/** The policy, or an InputError that names the first field at fault and how many more there are. */
export function readPolicy(input: unknown): Policy {
  return policyOf(parsePolicy(input));
}

export function readPolicyText(text: string): Policy {
  return policyOf(parsePolicyText(text));
}

function policyOf(verdict: PolicyVerdict): Policy {
  if (verdict.ok) return verdict.policy;
  const [first, ...rest] = verdict.problems;
  const more = rest.length === 0 ? "" : ` (and ${plural(rest.length, "more problem")})`;
  throw new InputError(first?.path ?? "", `${first?.message ?? "The policy cannot be used."}${more}`);
}
