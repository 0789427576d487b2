/** What a policy must know of the market, or of the past, before it can be decided. */
import { type AssetId, type Band, type Policy, type Target, targetKey, targetMembers } from "@/lib/engine/model";

const movingBands = (policy: Policy) =>
  [policy.band, ...policy.targets.flatMap((target) => target.band ?? [])].filter(
    (band) => band.kind === "volatility" || band.kind === "cost-optimal",
  );

/** Whether anything in the policy moves: then past prices, cash flows and the stop's state resolve it before a decision. */
export function needsResolving(policy: Policy): boolean {
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
    stopDays(policy),
  );
  if (days === 0) return { assets: [], days: 0 };
  const assets = new Set(policy.targets.filter((target) => isRead(policy, target)).flatMap(targetMembers));
  assets.delete(policy.quoteAsset);
  return assets.size === 0 ? { assets: [], days: 0 } : { assets: [...assets].sort(), days };
}

/**
 * Prices of a target whose weight is fixed are read only by its own band, by a trend guard, or by a stop that waits for a
 * trend or searches the past for its peak.
 */
function isRead(policy: Policy, target: Target): boolean {
  if (policy.trendGuard != null || stopDays(policy) > 0) return true;
  if (bandDays(target.band ?? policy.band) > 0) return true;
  return ruleDays(policy) > 0 && !(policy.dynamic?.fixed.includes(targetKey(target)) ?? false);
}

/** A stop that takes its peak from the past searches its window, or a year. */
const PEAK_DAYS = 365;

function stopDays({ stop }: Policy): number {
  if (stop == null) return 0;
  return Math.max(
    stop.restart.kind === "trend" ? stop.restart.averageDays : 0,
    stop.peakFrom === "history" ? (stop.windowDays ?? PEAK_DAYS) : 0,
  );
}

function ruleDays({ dynamic }: Policy): number {
  const rule = dynamic?.rule;
  if (rule === undefined) return 0;
  switch (rule.kind) {
    case "equal":
    case "market-cap":
      return 0;
    case "volatility-target":
      return rule.halfLifeDays * HALF_LIVES;
    case "inverse-volatility":
    case "equal-risk":
    case "minimum-variance":
    case "momentum":
      return rule.lookbackDays;
  }
}

const bandDays = (band: Band) => (band.kind === "volatility" ? band.halfLifeDays * HALF_LIVES : 0);
