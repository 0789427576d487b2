/** What the policy says lets no weights follow: a value, with the figures that collide. */
import type { RuleConflict, RuleProblem } from "@/lib/engine/model";

export const impossible = (why: RuleConflict): RuleProblem => ({ kind: "rule-impossible", why });
