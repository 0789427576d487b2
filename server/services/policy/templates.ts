/** Policies to start from: sensible bands, a person approves, nothing exotic. */
import type { Policy, Target } from "@/lib/engine/model";
import { LINK_POLICY } from "@/lib/schemas/lab-spec";
import type { PolicyTemplate } from "./types";

export const basePolicy = (targets: readonly Target[], quoteAsset: string): Policy => ({
  ...LINK_POLICY,
  targets,
  quoteAsset,
});

const asset = (code: string, weight: number): Target => ({ kind: "asset", asset: code, weight });

export function policyTemplates(quoteAsset = "USDT"): readonly PolicyTemplate[] {
  const dollars = [...new Set([quoteAsset, "USDC"])];
  const stable = (weight: number): Target =>
    dollars.length === 1
      ? asset(quoteAsset, weight)
      : { kind: "group", name: "Stablecoins", weight, mode: "fungible", members: dollars };
  return [
    {
      id: "core-50-30-20",
      name: "50 / 30 / 20",
      sentence: "Half Bitcoin, three tenths Ethereum, one fifth cash. Rebalanced when a target leaves its band.",
      policy: basePolicy([asset("BTC", 0.5), asset("ETH", 0.3), asset(quoteAsset, 0.2)], quoteAsset),
    },
    {
      id: "bitcoin-ether",
      name: "Bitcoin and Ether 60 / 40",
      sentence: "The two largest coins and nothing else. Few trades, wide bands.",
      policy: basePolicy([asset("BTC", 0.6), asset("ETH", 0.4)], quoteAsset),
    },
    {
      id: "top-five",
      name: "Top five",
      sentence: "Five large coins with Bitcoin in the lead. Checked weekly, traded when drift is worth it.",
      policy: {
        ...basePolicy(
          [asset("BTC", 0.4), asset("ETH", 0.25), asset("BNB", 0.1), asset("SOL", 0.15), asset("XRP", 0.1)],
          quoteAsset,
        ),
        triggers: [
          { kind: "threshold", portfolioDrift: 0.1 },
          { kind: "hybrid", cron: "0 9 * * 1", timeZone: "UTC", driftMin: 0.03 },
        ],
      },
    },
    {
      id: "all-weather",
      name: "All-weather with stablecoins",
      sentence: "Four coins and tokenised gold, steadied by two fifths of stablecoins in any mix.",
      policy: {
        ...basePolicy(
          [
            asset("BTC", 0.25),
            asset("ETH", 0.15),
            asset("SOL", 0.05),
            asset("LINK", 0.05),
            asset("PAXG", 0.1),
            stable(0.4),
          ],
          quoteAsset,
        ),
        triggers: [
          { kind: "threshold", portfolioDrift: null },
          { kind: "hybrid", cron: "0 9 1 * *", timeZone: "UTC", driftMin: 0.03 },
        ],
      },
    },
  ];
}
