/**
 * What a limit found, as text: the figure beside its bound for a table row, and the full sentence where it says no.
 * Versions before 0.3 stored the sentences themselves; their rows are shown as they stand.
 */
import {
  assetName,
  type DescribedLimit,
  type LimitCheck,
  type LimitFinding,
  type LimitKind,
  type SlippageOf,
} from "@/lib/engine/model";
import { formatMoney, formatPercent } from "./number";

/** As it may lie in the database. */
export type StoredLimitCheck = LimitCheck | DescribedLimit;

export function describeLimit(check: StoredLimitCheck): DescribedLimit {
  if (!("finding" in check)) return check;
  const { limit, isPassed, finding, binds, leftTo } = check;
  const detail = `${detailOf(limit, finding)}${leftTo === undefined ? "" : `: ${LEFT_TO[leftTo]}`}`;
  const isNotNeeded = isPassed && comparesNothing(finding);
  return {
    limit,
    isPassed,
    detail,
    problem: isPassed ? null : problemOf(limit, finding),
    ...(binds ? { binds } : {}),
    ...(isNotNeeded ? { isNotNeeded } : {}),
  };
}

/** Without a bound, an order or a price there is nothing to compare. */
const comparesNothing = (finding: LimitFinding) =>
  finding.kind === "nothing-to-judge" || (finding.kind === "venues" && finding.asked === 0);

/** The sentences of the limits that say no. */
export function limitProblems(checks: readonly StoredLimitCheck[]): string[] {
  return checks.flatMap((check) => describeLimit(check).problem ?? []);
}

const LEFT_TO: Record<NonNullable<LimitCheck["leftTo"]>, string> = {
  person: "more than the autopilot may do, yours to decide",
  exit: "leaving the market is not held up by it",
};

function detailOf(limit: LimitKind, finding: LimitFinding): string {
  switch (finding.kind) {
    case "nothing-to-judge":
      return nothingToJudge(limit, finding.why);
    case "turnover":
      return `${formatPercent(finding.share)} of ${formatPercent(finding.shareMax)}`;
    case "largest-order":
      return `largest ${formatMoney(finding.notional)} of ${formatMoney(finding.notionalMax, { unit: finding.unit })}`;
    case "order-size":
      return `${formatMoney(finding.notional)} of ${formatMoney(finding.notionalMax)}`;
    case "more-than-approved":
      return `${finding.quantity} of ${finding.approved} ${finding.base}`;
    case "prices":
      return finding.missing.length === 0 ? "every counted asset has a price" : `missing: ${namesOf(finding.missing)}`;
    case "price-of-order":
      return "there";
    case "price-age":
      return `${finding.isOldest ? "oldest " : ""}${seconds(finding.ageMs)} of ${seconds(finding.ageMsMax)}`;
    case "price-jump":
      return `largest ${finding.asset} ${formatPercent(finding.jump, { isSigned: true })}, limit ${formatPercent(finding.jumpMax)}`;
    case "price-suspect":
      return `not confirmed: ${namesOf(finding.assets)}`;
    case "spread":
      return `${bps(finding.bps)} of ${finding.bpsMax}\u00a0bps`;
    case "slippage":
      if (finding.of !== "plan") return `${bps(finding.bps)} of ${finding.bpsMax}\u00a0bps`;
      return `${finding.expectedBps === undefined ? "" : `expected ${bps(finding.expectedBps)}, `}at most ${bps(finding.bps)} of ${finding.bpsMax}\u00a0bps`;
    case "cash":
      return `${formatPercent(finding.share)}, at least ${formatPercent(finding.shareMin)}`;
    case "balance-suspect":
      return `balance of ${finding.asset} not confirmed`;
    case "venues":
      return finding.silent.length > 0
        ? `no usable answer from ${silentNames(finding.silent)}`
        : `${finding.answering} of ${finding.asked} answer`;
    case "venue-of-order":
      return finding.silent === null ? "answers" : "no answer";
    case "kill-switch":
      return finding.isOn ? "on" : "off";
  }
}

type NothingToJudge = Extract<LimitFinding, { kind: "nothing-to-judge" }>["why"];

function nothingToJudge(limit: LimitKind, why: NothingToJudge): string {
  switch (why) {
    case "no-limit":
      return limit === "price-jump" ? "no limit of your own" : "no limit set";
    case "no-order":
      return "no order";
    case "no-price-needed":
      return "no price needed";
    case "no-price":
      return "no price to judge";
    case "no-earlier-price":
      return "no earlier price to compare with";
    case "as-planned":
      return "no more than planned";
  }
}

function problemOf(limit: LimitKind, finding: LimitFinding): string {
  switch (finding.kind) {
    case "nothing-to-judge":
      return nothingToJudge(limit, finding.why);
    case "turnover": {
      const [share, shareMax] = [formatPercent(finding.share), formatPercent(finding.shareMax)];
      const would =
        limit === "turnover-per-day"
          ? `With this run ${share} of the portfolio would be traded within 24 hours`
          : `This run would trade ${share} of the portfolio`;
      return `${would}, and the autopilot may trade ${shareMax} by itself. It waits for you.`;
    }
    case "largest-order":
      return `The order in ${finding.symbol} is ${formatMoney(finding.notional, { unit: finding.unit })}, and the autopilot may make one of ${formatMoney(finding.notionalMax, { unit: finding.unit })} by itself. It waits for you.`;
    case "order-size":
      return `The order in ${finding.symbol} is ${formatMoney(finding.notional)}, limit ${formatMoney(finding.notionalMax)}.`;
    case "more-than-approved":
      return `${finding.quantity} ${finding.base} is more than the ${finding.approved} that was approved.`;
    case "prices":
      return `No usable price for ${namesOf(finding.missing)}. Nothing is decided without one.`;
    case "price-of-order":
      return `No usable price for ${finding.symbol} now.`;
    case "price-age":
      return `Price of ${finding.of} is ${seconds(finding.ageMs)} old, limit ${seconds(finding.ageMsMax)}.`;
    case "price-jump":
      return `Price of ${finding.asset} jumped ${formatPercent(finding.jump, { isSigned: true })} since it was last confirmed, limit ${formatPercent(finding.jumpMax)}. It is suspect until another check and another source confirm it.`;
    case "price-suspect": {
      const shown = finding.seen ?? "no price";
      const confirmed =
        finding.confirmed === null ? "none was ever confirmed" : `the last confirmed one is ${finding.confirmed}`;
      return `Price of ${namesOf(finding.assets)} is suspect: ${finding.source} shows ${shown}, ${confirmed}. Nothing is traded on it until another check and another source, or you, confirm it.`;
    }
    case "spread":
      return `Bid and ask of ${finding.symbol} lie so far apart that the order would cost ${bps(finding.bps)} against their middle, limit ${finding.bpsMax}\u00a0bps.`;
    case "slippage":
      return `${SLIPPAGE[finding.of](finding.symbol, bps(finding.bps))}, limit ${finding.bpsMax}\u00a0bps.`;
    case "cash":
      return `${formatPercent(finding.share)} would be left in ${finding.name}, at least ${formatPercent(finding.shareMin)} must stay.`;
    case "balance-suspect":
      return `${finding.venue} shows ${finding.seen} ${finding.asset} where ${finding.confirmed} was last confirmed. Nothing is traded on that until it is explained or you say which is so.`;
    case "venues":
      return finding.silent.length > 0
        ? `${silentNames(finding.silent)} does not answer. ${finding.silent.map(({ message }) => message).join(" ")}`.trim()
        : "A venue of this plan is not part of the portfolio any more.";
    case "venue-of-order":
      return `${finding.silent?.name} does not answer. ${finding.silent?.message}`.trim();
    case "kill-switch":
      return "All trading is stopped. Nothing is sent until you resume it.";
  }
}

const SLIPPAGE: Record<SlippageOf, (symbol: string, figure: string) => string> = {
  plan: (symbol, figure) => `The limit price of ${symbol} allows ${figure} of slippage`,
  "limit-from-plan": (symbol, figure) => `The limit price of ${symbol} is ${figure} past the planned price`,
  "market-from-plan": (symbol, figure) => `${symbol} has moved ${figure} past the planned price`,
  "limit-from-middle": (symbol, figure) => `The limit price of ${symbol} lies ${figure} past the middle of the market`,
  "market-from-middle": (symbol, figure) => `The best price of ${symbol} lies ${figure} past the middle of the market`,
};

const namesOf = (assets: readonly string[]) => assets.map(assetName).join(", ");
const silentNames = (silent: readonly { name: string }[]) =>
  silent
    .map(({ name }) => name)
    .sort()
    .join(", ");
const bps = (value: number) => `${value.toFixed(1)}\u00a0bps`;
const seconds = (ms: number): string =>
  ms < 90_000 ? `${Math.round(ms / 1000)}\u00a0s` : `${Math.round(ms / 60_000)}\u00a0min`;
