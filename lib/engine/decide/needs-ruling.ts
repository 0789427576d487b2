/** What a policy must know of the market, or of the past, before it can be decided. */
import { type AssetId, type Band, type Policy, targetMembers } from "@/lib/engine/model";

const movingBands = (policy: Policy) =>
  [policy.band, ...policy.targets.flatMap((target) => target.band ?? [])].filter(
    (band) => band.kind === "volatility" || band.kind === "cost-optimal",
  );

/** Whether anything in the policy moves: then decisions need a ruling, made from past prices, flows and the stop's state. */
export function needsRuling(policy: Policy): boolean {
  return (
    policy.dynamic != null ||
    policy.trendGuard != null ||
    policy.stop != null ||
    policy.triggers.some((trigger) => trigger.kind === "cash-flow") ||
    movingBands(policy).length > 0
  );
}

export function needsCapitalisations(policy: Policy): boolean {
  return policy.dynamic?.rule.kind === "market-cap";
}

/** An average over as many half-lives has all but a thousandth of its weight in them. */
const HALF_LIVES = 10;

/** Past closes the policy reads: of which assets, and how many days back at most. No days: none are needed. */
export function historyNeeded(policy: Policy): { assets: readonly AssetId[]; days: number } {
  const days = Math.max(
    ruleDays(policy),
    ...movingBands(policy).map(bandDays),
    policy.trendGuard == null ? 0 : Math.max(policy.trendGuard.averageDays, policy.trendGuard.momentumDays),
    policy.stop?.restart.kind === "trend" ? policy.stop.restart.averageDays : 0,
  );
  if (days === 0) return { assets: [], days: 0 };
  const assets = new Set(policy.targets.flatMap(targetMembers));
  assets.delete(policy.quoteAsset);
  return { assets: [...assets].sort(), days };
}

function ruleDays({ dynamic }: Policy): number {
  const rule = dynamic?.rule;
  if (rule === undefined || rule.kind === "equal" || rule.kind === "market-cap") return 0;
  return rule.kind === "volatility-target" ? rule.halfLifeDays * HALF_LIVES : rule.lookbackDays;
}

const bandDays = (band: Band) => (band.kind === "volatility" ? band.halfLifeDays * HALF_LIVES : 0);
