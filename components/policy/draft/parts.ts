/**
 * The strategy parts a policy may have besides targets and triggers: weights that follow the market, a trend guard, a
 * portfolio stop. Each starts from sensible figures for the policy at hand, and is off until its owner switches it on.
 */
import {
  type DynamicTargets,
  isMoney,
  type PortfolioStop,
  type TargetRule,
  type TargetRuleKind,
  type TrendGuard,
} from "@/lib/engine/model";
import { keyOfDraft, type PolicyDraft, type TargetDraft } from "./draft";
import { shareOf } from "./weights";

export interface PartValues {
  dynamic: DynamicTargets;
  trendGuard: TrendGuard;
  stop: PortfolioStop;
}
export type Part = keyof PartValues;
export const PARTS = ["dynamic", "trendGuard", "stop"] as const satisfies readonly Part[];

/** Stablecoins, currencies and the quote asset: what a rule about risk has nothing to say of. */
function isCash(target: TargetDraft, quoteAsset: string): boolean {
  const assets = target.kind === "asset" ? [target.asset] : target.members.map((member) => member.asset);
  return assets.length > 0 && assets.every((asset) => asset === quoteAsset || isMoney(asset));
}

/** Rules that may leave part of the portfolio uninvested, and need to know where that goes. */
export const needsSafe = (kind: TargetRuleKind): boolean => kind === "momentum" || kind === "volatility-target";

const LOOKBACK_DAYS = 90;

function ruleOf(kind: TargetRuleKind, from: TargetRule | null, riskTargets: number): TargetRule {
  const lookbackDays = from && "lookbackDays" in from ? from.lookbackDays : LOOKBACK_DAYS;
  switch (kind) {
    case "equal":
      return { kind };
    case "market-cap":
      return { kind, exponent: 1 };
    case "inverse-volatility":
    case "equal-risk":
    case "minimum-variance":
      return { kind, lookbackDays };
    case "momentum":
      return { kind, lookbackDays, top: Math.max(1, Math.min(3, riskTargets - 1)), returnMin: 0 };
    case "volatility-target":
      return { kind, volatility: 0.4, halfLifeDays: 20, exposureMax: 1 };
  }
}

/** Weights by this rule: cash stays as written, or takes what the rule leaves; the others stay near their weights. */
export function dynamicOfKind(
  kind: TargetRuleKind,
  draft: Pick<PolicyDraft, "targets" | "settings">,
  from: DynamicTargets | null,
  timeZone = "UTC",
): DynamicTargets {
  const { targets, settings } = draft;
  const cash = targets.filter((target) => isCash(target, settings.quoteAsset)).map(keyOfDraft);
  const wasFixed = from ? [...from.fixed, ...(from.safe === null ? [] : [from.safe])] : cash;
  const safe = needsSafe(kind) ? (from?.safe ?? wasFixed[0] ?? cash[0] ?? null) : null;
  const isSameFamily = from !== null && needsSafe(from.rule.kind) === needsSafe(kind);
  return {
    rule: ruleOf(kind, from?.rule ?? null, targets.length - wasFixed.length),
    fixed: [...new Set(wasFixed)].filter((key) => key !== safe),
    safe,
    weightMin: from?.weightMin ?? 0,
    weightMax: from?.weightMax ?? 1,
    // A rule that leaves the market must be free to: near their weights its targets could never be sold off.
    bound: isSameFamily ? from.bound : needsSafe(kind) ? null : 0.1,
    cron: from?.cron ?? "0 9 1 * *",
    timeZone: from?.timeZone ?? timeZone,
  };
}

export function stopRestartOf(kind: PortfolioStop["restart"]["kind"]): PortfolioStop["restart"] {
  switch (kind) {
    case "manual":
      return { kind };
    case "after-days":
      return { kind, days: 30 };
    case "trend":
      return { kind, averageDays: 100 };
  }
}

/** What a part starts with when it is switched on. */
export function startOfPart<P extends Part>(
  part: P,
  draft: Pick<PolicyDraft, "targets" | "settings">,
  timeZone: string,
): PartValues[P] {
  const starts: PartValues = {
    dynamic: dynamicOfKind("inverse-volatility", draft, null, timeZone),
    trendGuard: { averageDays: 50, momentumDays: 30, momentumMin: 0, driftMax: 0.15 },
    stop: {
      kind: "peak",
      windowDays: null,
      drop: 0.3,
      safeAsset: draft.settings.quoteAsset,
      restart: stopRestartOf("trend"),
    },
  };
  return starts[part];
}

/**
 * Keys of targets follow their rows through a rename, a split or a merge: a row keeps its mark, and a new row has it
 * when all its assets had it before.
 */
export function followKeys(
  keys: readonly string[],
  before: readonly TargetDraft[],
  after: readonly TargetDraft[],
): readonly string[] {
  const marked = before.filter((row) => keys.includes(keyOfDraft(row)));
  const assets = new Set(marked.flatMap(assetsOfRow));
  return after
    .filter((row) => {
      if (before.some((old) => old.id === row.id)) return marked.some((old) => old.id === row.id);
      const own = assetsOfRow(row);
      return own.length > 0 && own.every((asset) => assets.has(asset));
    })
    .map(keyOfDraft);
}

const assetsOfRow = (row: TargetDraft): readonly string[] =>
  row.kind === "asset" ? [row.asset] : row.members.map((member) => member.asset);

/** How far a target that is not fixed may go; the safe one takes what is left, so least and most are not its own. */
export function rangeOf(
  target: TargetDraft,
  { weightMin, weightMax, bound, safe }: DynamicTargets,
): { low: number; high: number } {
  const weight = shareOf(target.weight);
  const isSafe = keyOfDraft(target) === safe;
  return {
    low: Math.max(isSafe ? 0 : weightMin, bound === null ? 0 : weight - bound, 0),
    high: Math.min(isSafe ? 1 : weightMax, bound === null ? 1 : weight + bound, 1),
  };
}
