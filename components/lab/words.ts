/** A policy in a few words: the panel's sentence, a column's second line, the names of a slider's places. */

import type { Band, Destination, Policy, TargetRule } from "@/lib/engine/model";
import { assetName } from "@/lib/engine/model";
import { describeCron } from "@/lib/format/describe-cron";
import { groupDigits } from "@/lib/format/number";
import { barDaysOf, type LabTimeframe } from "@/lib/schemas/lab-spec";
import { bandValue, callOf, intervalOf } from "./knobs";

/** Text with its figures marked, so that what a slider moves stands out. */
export interface Part {
  text: string;
  isStrong?: boolean;
}
const plain = (text: string): Part => ({ text });
const strong = (text: string): Part => ({ text, isStrong: true });

/** At most so many places, none for show: 7.5, 20. */
const short = (value: number, places = 2) => String(Number(value.toFixed(places)));

export const percentWords = (share: number, places = 2) => `${short(share * 100, places)} %`;

export function bandWords(band: Band): string {
  const value = bandValue(band);
  switch (band.kind) {
    case "absolute":
      return `${short(value * 100)} pp`;
    case "relative":
    case "clamp":
      return percentWords(value);
    case "volatility":
      return `${short(value)} sigma`;
    case "cost-optimal":
      return `risk aversion ${short(value)}`;
  }
}

/** The slider's reading, where it says of what. */
export const bandReading = (band: Band) =>
  band.kind === "relative" || band.kind === "clamp" ? `${bandWords(band)} of target` : bandWords(band);

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
function unitOf(asked: number, timeframe: LabTimeframe): string {
  const days = asked === 0 ? barDaysOf(timeframe) : asked;
  return UNITS[days] ?? (days < 1 ? `${short(days * 24 * 60, 0)} minutes` : `${short(days)} days`);
}

/** "daily closes" */
export const closesWords = (timeframe: LabTimeframe) => {
  const unit = unitOf(0, timeframe);
  return CLOSES[unit] ?? `closes every ${unit}`;
};
const CLOSES: Readonly<Record<string, string>> = { day: "daily closes", hour: "hourly closes", week: "weekly closes" };
/** "1,096 days" */
export const barsWords = (bars: number, timeframe: LabTimeframe) => {
  const unit = unitOf(0, timeframe);
  return `${groupDigits(String(bars))} ${/^\d/.test(unit) ? `bars of ${unit}` : bars === 1 ? unit : `${unit}s`}`;
};
/** "Daily", for a choice. */
export const timeframeWords = (timeframe: LabTimeframe) => CHOICES[unitOf(0, timeframe)] ?? unitOf(0, timeframe);
const CHOICES: Readonly<Record<string, string>> = { day: "Daily", hour: "Hourly", week: "Weekly" };

/** "1 day", "2 weeks"; 0 is the bar itself. */
export function intervalReading(days: number, timeframe: LabTimeframe): string {
  const unit = unitOf(days, timeframe);
  return /^\d/.test(unit) ? unit : `1 ${unit}`;
}

export function everyWords(policy: Policy, timeframe: LabTimeframe): string {
  const days = intervalOf(policy, timeframe);
  if (days !== null) return `every ${unitOf(days, timeframe)}`;
  const scheduled = policy.triggers.find((trigger) => trigger.kind === "time" || trigger.kind === "hybrid");
  return scheduled ? describeCron(scheduled.cron) : "every day";
}

const DESTINATIONS: Record<Destination, string> = {
  target: "its target",
  half: "half its band",
  edge: "the edge of its band",
};

const RULES: Record<TargetRule["kind"], string> = {
  equal: "are equal",
  "market-cap": "follow market capitalisation",
  "inverse-volatility": "follow inverse volatility",
  "equal-risk": "carry equal risk",
  "minimum-variance": "aim at least variance",
  momentum: "follow momentum",
  "volatility-target": "are scaled to a steady volatility",
};

const SHORT_RULES: Record<TargetRule["kind"], string> = {
  equal: "equal weights",
  "market-cap": "by market cap",
  "inverse-volatility": "inverse volatility",
  "equal-risk": "equal risk",
  "minimum-variance": "least variance",
  momentum: "momentum",
  "volatility-target": "steady volatility",
};

/** "Look every day. When a target is 20 % off, trade it back to half its band, paying 0.10 % a trade." */
export function sentenceOf(policy: Policy, feeRate: number, timeframe: LabTimeframe): readonly Part[] {
  const fee = [plain(", paying "), strong(`${(feeRate * 100).toFixed(2)} %`), plain(" a trade.")];
  const every = everyWords(policy, timeframe);
  const call = callOf(policy);
  const isAll = call === "schedule" || policy.scope === "all";
  const back = [
    plain(", trade "),
    ...(isAll ? [strong("all")] : [plain("it")]),
    plain(" back to "),
    strong(DESTINATIONS[policy.destination]),
  ];
  const lead =
    call === "flows"
      ? [plain("Trade only with what comes in or goes out")]
      : call === "schedule"
        ? [strong(`${every.charAt(0).toUpperCase()}${every.slice(1)}`), plain(", whatever the drift"), ...back]
        : [plain("Look "), strong(every), plain(". When a target is "), ...offWords(policy.band), ...back];
  return [...lead, ...fee, ...moreWords(policy)];
}

function offWords(band: Band): readonly Part[] {
  switch (band.kind) {
    case "absolute":
    case "relative":
    case "clamp":
      return [strong(bandWords(band)), plain(" off")];
    case "volatility":
      return [
        plain("off by "),
        strong(`${short(band.multiple)} times`),
        plain(` its usual move over ${short(band.lookAheadDays)} days`),
      ];
    case "cost-optimal":
      return [
        plain("so far off that trading is worth its cost (risk aversion "),
        strong(short(band.riskAversion)),
        plain(")"),
      ];
  }
}

/** What the moving parts do besides, a short sentence each. */
function moreWords(policy: Policy): readonly Part[] {
  const said: Part[] = [];
  if (policy.flow === "buy-only") said.push(plain(" It only buys."));
  if (policy.flow === "sell-only") said.push(plain(" It only sells."));
  if (policy.dynamic) said.push(plain(" Weights "), strong(RULES[policy.dynamic.rule.kind]), plain("."));
  if (policy.trendGuard)
    said.push(
      plain(" What rises is left to run until it is "),
      strong(percentPoints(policy.trendGuard.driftMax)),
      plain(" over."),
    );
  if (policy.stop) {
    said.push(
      plain(" After a fall of "),
      strong(percentWords(policy.stop.drop)),
      plain(` everything goes to ${assetName(policy.stop.safeAsset)}.`),
    );
  }
  return said;
}

const percentPoints = (share: number) => `${short(share * 100)} pp`;

/** A column's second line: "20 % band, daily, half". */
export function shortWords(policy: Policy, timeframe: LabTimeframe): string {
  const call = callOf(policy);
  const days = intervalOf(policy, timeframe);
  const often = days === null ? "own schedule" : (OFTEN[days] ?? `every ${unitOf(days, timeframe)}`);
  const parts = [
    ...(policy.dynamic ? [SHORT_RULES[policy.dynamic.rule.kind]] : []),
    call === "bands" ? `${bandWords(policy.band)} band` : call === "schedule" ? "no band" : "with flows",
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
