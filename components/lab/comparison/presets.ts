/** Policies to compare with, made from the one at hand: same targets, another way of keeping them. */
import { intervalCron } from "@/lib/engine/backtest/sweep/sweep-grid";
import {
  type DynamicTargets,
  type Policy,
  type TargetRule,
  type Trigger,
  targetKey,
  targetMembers,
} from "@/lib/engine/model";
import type { LabStrategySpec } from "@/lib/schemas/lab-spec";

export interface LabPreset extends LabStrategySpec {
  sentence: string;
}

const broken = (days: number): Trigger => ({ kind: "hybrid", cron: intervalCron(days), timeZone: "UTC", driftMin: 1 });
const calendar = (days: number): Trigger => ({ kind: "time", cron: intervalCron(days), timeZone: "UTC" });

export function presetsOf(base: Policy): readonly LabPreset[] {
  const plain: Policy = { ...base, scope: "all", dynamic: null, trendGuard: null, stop: null, flow: "both" };
  const wide = { ...plain, band: { kind: "relative", ratio: 0.4 } as const };
  const tight = { ...plain, band: { kind: "relative", ratio: 0.1 } as const };
  const kept: readonly LabPreset[] = [
    preset("Monthly", "To target on the first of every month, whatever the drift.", {
      ...plain,
      triggers: [calendar(30)],
      destination: "target",
    }),
    preset("Quarterly", "To target four times a year.", { ...plain, triggers: [calendar(91)], destination: "target" }),
    preset("Wide", "A band of 40 %, checked weekly, traded to its edge: few trades.", {
      ...wide,
      triggers: [broken(7)],
      destination: "edge",
    }),
    preset("Tight", "A band of 10 %, checked daily, traded to target: many trades.", {
      ...tight,
      triggers: [broken(1)],
      destination: "target",
    }),
  ];
  return [...kept, ...movingPresets(plain)];
}

const preset = (name: string, sentence: string, policy: Policy): LabPreset => ({ name, sentence, policy });

/** Weights that follow the market, anew every month. Cash keeps its weight, or takes what momentum does not invest. */
function movingPresets(base: Policy): readonly LabPreset[] {
  const cash = base.targets.filter((target) => targetMembers(target).includes(base.quoteAsset)).map(targetKey);
  const moving = base.targets.length - cash.length;
  if (moving < 2) return [];
  const [safe] = cash;
  const top = Math.max(1, Math.floor(moving / 2));
  const monthly = (rule: TargetRule, kept: Pick<DynamicTargets, "fixed" | "safe">): Policy => ({
    ...base,
    dynamic: { rule, ...kept, weightMin: 0, weightMax: 1, bound: null, cron: intervalCron(30), timeZone: "UTC" },
    triggers: [calendar(30)],
    destination: "target",
  });
  const fixed = { fixed: cash, safe: null };
  return [
    preset(
      "Inverse volatility",
      "Calm assets weigh more: weights by 60 days of volatility, monthly.",
      monthly({ kind: "inverse-volatility", lookbackDays: 60 }, fixed),
    ),
    preset(
      "Equal risk",
      "Each asset carries the same share of the risk, by 90 days, monthly.",
      monthly({ kind: "equal-risk", lookbackDays: 90 }, fixed),
    ),
    ...(safe === undefined
      ? []
      : [
          preset(
            "Momentum",
            `The best ${top} of the last 90 days; what did not rise waits in cash. Monthly.`,
            monthly({ kind: "momentum", lookbackDays: 90, top, returnMin: 0 }, { fixed: cash.slice(1), safe }),
          ),
        ]),
  ];
}
