/**
 * Half-widths in force, as plain shares: bands that follow the market are measured at the last close known. Where the past
 * is too short to know how wild a target is, its band stands at its cap, as in a backtest.
 */
import { type Policy, type ResolveProblem, targetKey, targetMembers, targetName } from "@/lib/engine/model";
import { bandWidth } from "@/lib/engine/valuation/band";
import { ewmaVolatility } from "@/lib/engine/valuation/indicators/volatility";
import type { ResolveHistory, TargetHistory } from "./past";

type Widths = { ok: true; widths: readonly number[] } | { ok: false; problems: readonly ResolveProblem[] };

/** `weights` are those in force, one a target. */
export function bandWidths(
  policy: Policy,
  weights: readonly number[],
  past: ResolveHistory,
  history: TargetHistory | null,
  now: number,
): Widths {
  const problems: ResolveProblem[] = [];
  const widths = policy.targets.map((target, index) => {
    const band = target.band ?? policy.band;
    const weight = weights[index]!;
    const isCash = targetMembers(target).every((member) => member === policy.quoteAsset);
    if (band.kind === "volatility") {
      const bar = history?.barAt(now) ?? -1;
      const sigmaDay =
        history === null
          ? Number.NaN
          : ewmaVolatility(history.prices, index, bar, band.halfLifeDays, history.daysPerBar);
      return Number.isFinite(sigmaDay) ? bandWidth(band, weight, { sigmaDay, cost: 0 }) : band.cap;
    }
    if (band.kind === "cost-optimal" && band.cost === null) {
      const cost = isCash ? 0 : past.costs[targetKey(target)];
      if (cost !== undefined) return bandWidth(band, weight, { sigmaDay: Number.NaN, cost });
      problems.push({ kind: "rule-impossible", why: { kind: "cost-unknown", name: targetName(target) } });
      return band.cap;
    }
    return bandWidth(band, weight);
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, widths };
}
