/**
 * What a run comes to, in sentences. Holding is the benchmark and is named first when it won; then why, then what the
 * policy gave instead. A difference that prices make by chance is called luck.
 */
import { isWithinLuck, luckOf } from "@/lib/engine/backtest/report/luck";
import { assetName } from "@/lib/engine/model";
import { isAnnualised } from "@/lib/engine/performance/annualised";
import { formatMoney, formatPercent, formatPoints } from "@/lib/format/number";
import type { LabRun, LabStrategyRun } from "../worker/protocol";

export interface Verdict {
  title: string;
  sentences: readonly string[];
}

export interface AssetChange {
  asset: string;
  /** Price at the end over price at the start, less 1. */
  change: number;
  /** Its target weight; a group's is shared by its members. */
  weight: number;
}

const MAJOR = 0.08;

const whole = (value: number, unit?: string) => formatMoney(value, { digits: 0, unit });

export function verdictOf(
  run: LabRun,
  mine: LabStrategyRun,
  name: string,
  unit: string,
  changes: readonly AssetChange[],
): Verdict {
  const holding = run.holding.metrics;
  const own = mine.metrics;
  const gap = own.finalValue - holding.finalValue;
  const subject = name === "Yours" ? "your policy" : `“${name}”`;
  const isEven = Math.abs(gap) < 0.00005 * holding.finalValue;
  const isLong = isAnnualised(run.firstAt, run.lastAt);
  const perYear = formatPoints(Math.abs(own.cagr - holding.cagr), { isSigned: false });
  const ends = `It ended at ${whole(gap > 0 ? own.finalValue : holding.finalValue)}, ${gap > 0 ? "holding" : subject} at ${whole(gap > 0 ? holding.finalValue : own.finalValue)}${isLong ? `: ${perYear} a year ${gap > 0 ? "more" : "less"}` : ""}.`;
  const luck = luckOf(mine.curves, holding.finalValue);
  const isLuck = !isEven && isWithinLuck(gap, holding.finalValue, luck);
  const lucky = `A gap of this size is within luck: chance alone moves the two about ${whole(luck.money, unit)} apart over such a time.`;
  const said = [...(isLuck ? [lucky] : []), ...whyOf(gap, changes, own.events), ...insteadOf(gap, run, mine)];
  if (isEven) {
    const title = own.events === 0 ? "Nothing was traded: this is holding." : "It came to the same as holding.";
    return { title, sentences: [`Both ended at ${whole(own.finalValue, unit)}.`, ...insteadOf(0, run, mine)] };
  }
  return gap < 0
    ? { title: `Holding won here, by ${whole(-gap, unit)}.`, sentences: [ends, ...said] }
    : {
        title: `${subject === "your policy" ? "Your policy" : subject} gained ${whole(gap, unit)} on holding.`,
        sentences: [ends, ...said],
      };
}

function whyOf(gap: number, changes: readonly AssetChange[], events: number): readonly string[] {
  // The page speaks of what the portfolio is made of, not of its smallest positions.
  const major = changes.filter(({ weight }) => weight >= MAJOR);
  const sorted = [...(major.length > 1 ? major : changes)].sort((left, right) => right.change - left.change);
  const [best, worst] = [sorted[0], sorted.at(-1)];
  if (!best || !worst || best === worst || events === 0) return [];
  const moved = ({ asset, change }: AssetChange) =>
    Math.abs(change) < 0.01
      ? `${assetName(asset)} stayed level`
      : `${assetName(asset)} ${change > 0 ? "rose" : "fell"} ${formatPercent(Math.abs(change), { digits: 0 })}`;
  if (gap < 0) {
    return best.change > 0
      ? [`${moved(best)} and kept its lead, so each rebalance sold it early.`]
      : [`${moved(worst)}, and each rebalance bought more of what fell.`];
  }
  return [
    `${moved(best)} and ${moved(worst)} by the end; on the way each rebalance sold what had risen and bought what had fallen.`,
  ];
}

function insteadOf(gap: number, run: LabRun, mine: LabStrategyRun): readonly string[] {
  const own = mine.metrics;
  const benchmark = run.holding.metrics;
  const fall = formatPercent(Math.abs(own.maxDrawdown), { digits: 0 });
  const holdFall = formatPercent(Math.abs(benchmark.maxDrawdown), { digits: 0 });
  const depth =
    fall === holdFall ? `the deepest fall was ${fall} for both` : `the deepest fall was ${fall} instead of ${holdFall}`;
  const most = `${nameOfKey(own.weightMax.key)} never passed ${formatPercent(own.weightMax.weight)} of the portfolio`;
  const heldMost =
    benchmark.weightMax.key === own.weightMax.key
      ? `(holding: ${formatPercent(benchmark.weightMax.weight)})`
      : `(holding: ${nameOfKey(benchmark.weightMax.key)} ${formatPercent(benchmark.weightMax.weight)})`;
  const text = `${depth}, and ${most} ${heldMost}.`;
  if (gap < 0) return [`What you got for it: ${text}`];
  return [`${text.charAt(0).toUpperCase()}${text.slice(1)}`];
}

export const nameOfKey = (key: string) => (key.startsWith("group:") ? key.slice("group:".length) : assetName(key));
