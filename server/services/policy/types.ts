/** What the policy editor is given beside a policy. Instants are epoch ms. */
import type { DescribedLimit, Plan, Policy } from "@/lib/engine/model";
import type { AllocationRow } from "../portfolio/types";
import type { RulingView } from "../ruling/types";

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
  ruling?: RulingView | null;
}

export interface PolicyTemplate {
  id: string;
  name: string;
  sentence: string;
  policy: Policy;
}
