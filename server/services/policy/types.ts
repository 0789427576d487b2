/** What the policy editor is given beside a policy. Instants are epoch ms. */
import type { DescribedLimit, Plan, Policy } from "@/lib/engine/model";
import type { ResolvedPolicyView } from "../effective-policy/types";
import type { AllocationRow } from "../portfolio/types";

/** What saving this policy would do now. Nothing is stored. */
export interface PreviewView {
  allocation: readonly AllocationRow[];
  portfolioDrift: number;
  wouldTrade: boolean;
  headline: string;
  sentence: string;
  plan: Plan | null;
  limitChecks: readonly DescribedLimit[];
  nextAt: readonly number[];
  /** What its moving parts come to now; absent: it has none. */
  resolved?: ResolvedPolicyView | null;
}

export interface PolicyTemplate {
  id: string;
  name: string;
  sentence: string;
  policy: Policy;
}
