/** What is wrong with a draft, field by field: what the server would say of the policy it stands for, before it is sent. */
import { policyProblems } from "@/lib/schemas/policy-rules";
import { type PolicyDraft, policyOf } from "./draft";
import type { Problem } from "./problem";

export function problemsOf(draft: PolicyDraft): Problem[] {
  return policyProblems(policyOf(draft));
}
