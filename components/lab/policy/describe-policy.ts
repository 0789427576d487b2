/** A policy in short: the panel's sentence, a column's second line, the names of a slider's places. */
import type { Band, Policy } from "@/lib/engine/model";
import { assetName } from "@/lib/engine/model";
import { describeCron } from "@/lib/format/describe-cron";
import { TARGET_RULE_LABELS } from "@/lib/format/labels/target-rules";
import { DESTINATION_LABELS } from "@/lib/format/labels/trading";
import { formatPercent, formatTrimmed, formatTrimmedPercent, formatTrimmedPoints } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import { barDaysOf, type LabTimeframe } from "@/lib/schemas/lab-spec";
import { bandValue, callOf, intervalOf } from "./parameters";

/** Text with its figures marked, so that what a slider moves stands out. */
export interface Part {
  text: string;
  isStrong?: boolean;
}
const plain = (text: string): Part => ({ text });
const strong = (text: string): Part => ({ text, isStrong: true });

/** The one figure of a band that its slider moves, with its unit. */
export function bandFigure(band: Band): string {
  const value = bandValue(band);
  switch (band.kind) {
    case "absolute":
      return formatTrimmedPoints(value);
    case "relative":
    case "clamp":
      return formatTrimmedPercent(value);
    case "volatility":
      return `${formatTrimmed(value)} sigma`;
    case "cost-optimal":
      return `risk aversion ${formatTrimmed(value)}`;
  }
}

/** The slider's reading, where it says of what. */
export const bandReading = (band: Band) =>
  band.kind === "relative" || band.kind === "clamp" ? `${bandFigure(band)} of target` : bandFigure(band);

const HOUR = 1 / 24;
const UNITS: Readonly<Record<number, string>> = {
  [HOUR]: "hour",
  [4 * HOUR]: "4 hours",
  0.25: "6 hours",
  0.5: "12 hours",
  1: "day",
  3: "3 days",
  7: "week",
  14: "2 weeks",
  30: "month",
  91: "quarter",
};
function unitOf(interval: number, timeframe: LabTimeframe): string {
  const days = interval === 0 ? barDaysOf(timeframe) : interval;
  return (
    UNITS[days] ??
    (days < 1 ? plural(Math.round(days * 24 * 60), "minute") : plural(Math.round(days * 100) / 100, "day"))
  );
}

/** "daily closes" */
export const closesLabel = (timeframe: LabTimeframe) => {
  const unit = unitOf(0, timeframe);
  return CLOSES[unit] ?? `closes every ${unit}`;
};
const CLOSES: Readonly<Record<string, string>> = { day: "daily closes", hour: "hourly closes", week: "weekly closes" };
/** "1,096 days" */
export const countBars = (bars: number, timeframe: LabTimeframe) => {
  const unit = unitOf(0, timeframe);
  return /^\d/.test(unit) ? `${plural(bars, "bar")} of ${unit}` : plural(bars, unit);
};
/** "Daily", for a choice. */
export const timeframeLabel = (timeframe: LabTimeframe) => CHOICES[unitOf(0, timeframe)] ?? unitOf(0, timeframe);
const CHOICES: Readonly<Record<string, string>> = { day: "Daily", hour: "Hourly", week: "Weekly" };

/** "1 day", "2 weeks"; 0 is the bar itself. */
export function intervalReading(days: number, timeframe: LabTimeframe): string {
  const unit = unitOf(days, timeframe);
  return /^\d/.test(unit) ? unit : `1 ${unit}`;
}

export function describeInterval(policy: Policy, timeframe: LabTimeframe): string {
  const days = intervalOf(policy, timeframe);
  if (days !== null) return `every ${unitOf(days, timeframe)}`;
  const scheduled = policy.triggers.find((trigger) => trigger.kind === "time" || trigger.kind === "hybrid");
  return scheduled ? describeCron(scheduled.cron) : "every day";
}

/** "Check every day. When a target is 20 % off, trade it back to half its band, paying 0.10 % a trade." */
export function sentenceOf(policy: Policy, feeRate: number, timeframe: LabTimeframe): readonly Part[] {
  const fee = [plain(", paying "), strong(formatPercent(feeRate, { digits: 2 })), plain(" a trade.")];
  const every = describeInterval(policy, timeframe);
  const call = callOf(policy);
  const isAll = call === "schedule" || policy.scope === "all";
  const back = [
    plain(", trade "),
    ...(isAll ? [strong("all")] : [plain("it")]),
    plain(" back to "),
    strong(DESTINATION_LABELS[policy.destination].place),
  ];
  const lead =
    call === "flows"
      ? [plain("Trade only with what comes in or goes out")]
      : call === "schedule"
        ? [strong(`${every.charAt(0).toUpperCase()}${every.slice(1)}`), plain(", whatever the drift"), ...back]
        : [plain("Check "), strong(every), plain(". When a target is "), ...offLabel(policy.band), ...back];
  return [...lead, ...fee, ...restOf(policy)];
}

function offLabel(band: Band): readonly Part[] {
  switch (band.kind) {
    case "absolute":
    case "relative":
    case "clamp":
      return [strong(bandFigure(band)), plain(" off")];
    case "volatility":
      return [
        plain("off by "),
        strong(`${formatTrimmed(band.multiple)} times`),
        plain(` its usual move over ${formatTrimmed(band.lookAheadDays)} days`),
      ];
    case "cost-optimal":
      return [
        plain("so far off that trading is worth its cost (risk aversion "),
        strong(formatTrimmed(band.riskAversion)),
        plain(")"),
      ];
  }
}

/** What the moving parts do besides, a short sentence each. */
function restOf(policy: Policy): readonly Part[] {
  const said: Part[] = [];
  if (policy.flow === "buy-only") said.push(plain(" It only buys."));
  if (policy.flow === "sell-only") said.push(plain(" It only sells."));
  if (policy.dynamic)
    said.push(plain(" Weights "), strong(TARGET_RULE_LABELS[policy.dynamic.rule.kind].does), plain("."));
  if (policy.trendGuard)
    said.push(
      plain(" What rises is left to run until it is "),
      strong(formatTrimmedPoints(policy.trendGuard.driftMax)),
      plain(" over."),
    );
  if (policy.stop) {
    said.push(
      plain(" After a fall of "),
      strong(formatTrimmedPercent(policy.stop.drop)),
      plain(` everything goes to ${assetName(policy.stop.safeAsset)}.`),
    );
  }
  return said;
}

/** A column's second line: "20 % band, daily, half". */
export function summaryOf(policy: Policy, timeframe: LabTimeframe): string {
  const call = callOf(policy);
  const days = intervalOf(policy, timeframe);
  const often = days === null ? "own schedule" : (OFTEN[days] ?? `every ${unitOf(days, timeframe)}`);
  const parts = [
    ...(policy.dynamic ? [TARGET_RULE_LABELS[policy.dynamic.rule.kind].name.toLowerCase()] : []),
    call === "bands" ? `${bandFigure(policy.band)} band` : call === "schedule" ? "no band" : "with flows",
    ...(call === "flows" ? [] : [often]),
    policy.destination,
  ];
  return parts.join(", ");
}

const OFTEN: Readonly<Record<number, string>> = {
  1: "daily",
  3: "every 3 days",
  7: "weekly",
  14: "every 2 weeks",
  30: "monthly",
  91: "quarterly",
};
