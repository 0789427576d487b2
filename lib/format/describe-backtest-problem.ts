/** What a backtest cannot be run on: where, what, and what to do. Times are in UTC, as price files have them. */
import type { BacktestFault, NeedsThroughout } from "@/lib/engine/backtest/model";
import { agree } from "./plural";
import { formatBarTime } from "./time";

export function describeBacktestProblem(problem: BacktestFault): string {
  switch (problem.kind) {
    case "too-few-bars":
      return `The prices have ${barsText(problem.bars)}; a backtest needs at least two.`;
    case "closes-missing":
      return `The prices hold ${problem.closes} closes for ${problem.assets} assets and ${problem.bars} bars: some are missing.`;
    case "bar-out-of-order":
      return `Bar ${problem.bar + 1} is not later than the one before: sort the rows by time.`;
    case "unusable-price":
      return `${problem.asset} has no usable price at ${formatBarTime(problem.at)} (bar ${problem.bar + 1}): ${problem.close}. A price is a number above zero.`;
    case "no-column":
      return noColumn(problem);
    case "weight-sum":
      return `The weights sum to ${Number((problem.sum * 100).toFixed(6))} %, not to 100 %.`;
    case "weight-outside":
      return `The weight of ${problem.key} is ${problem.weight}; a weight is a share from 0 to 1.`;
    case "start-value":
      return `The start value is ${problem.startValue}; it must be more than zero.`;
    case "rate-outside": {
      const must = problem.value < 0 ? "must not be negative" : "is a share (0.001 is 0.1 %) and must be less than 1";
      return `The ${RATES[problem.rate]} is ${problem.value}; it ${must}.`;
    }
    case "costs-over-all":
      return `Fee and half spread come to ${problem.sum}; together they must be less than 1.`;
    case "notional-min":
      return `The smallest trade is ${problem.notionalMin}; it must be zero or more.`;
    case "unknown-choice": {
      const choices = problem.choices.map((choice) => `"${choice}"`);
      return problem.option === "costForm"
        ? `The cost form is "${problem.given}"; use ${choices.join(", ")}.`
        : `Trades are made at "${problem.given}"; use ${choices.join(" or ")}.`;
    }
    case "quantity-step":
      return `The quantity step of ${problem.asset} is ${problem.step}; it must be zero (none) or more.`;
    case "unusable-flow":
      return `Flow ${problem.flow + 1} has no usable date or amount.`;
    case "capitalisations-missing":
      return "The policy weights by market capitalisation: give the capitalisations of its assets.";
    case "outside-prices":
      return `${spanText(problem)}; the ${problem.end} ${formatBarTime(problem.at)} lies ${problem.side} that. ${wayOut(problem)}`;
    case "ends-before-start":
      return `The end ${formatBarTime(problem.end)} lies before the start ${formatBarTime(problem.start)}.`;
    case "period-too-short":
      return `The period holds ${barsText(problem.bars)}; a backtest needs at least two. ${spanText(problem)}.`;
    case "empty-axis":
      return `The grid names no ${problem.axis}: give at least one.`;
    case "axis-outside":
      return axisOutside(problem);
    case "risk-free-rate":
      return `The risk-free rate is ${problem.value}; it is a share a year (0.04 is 4 %), more than -1 and less than 1.`;
    case "benchmark-sum":
      return `The weights of the benchmark sum to ${Number((problem.sum * 100).toFixed(6))} %, not to 100 %.`;
    case "listed-late":
      return `${problem.asset} has no price before ${formatBarTime(problem.at)}. Start there or later, or let it start when it starts.`;
    case "delisted":
      return `${problem.asset} has no price after ${formatBarTime(problem.at)}. End there or earlier, or say whether it is sold or written off.`;
    case "needed-throughout":
      return `${problem.asset} is not there throughout, and ${NEEDS[problem.by]}. Choose a period in which it has prices.`;
    case "nothing-listed":
      return `On ${formatBarTime(problem.at)} none of the policy's targets has a price. Choose another period.`;
    case "window-too-long":
      return `A window of ${problem.windowDays} days does not fit into the ${Math.floor(problem.days)} days of the period: shorten it.`;
  }
}

type Fault<Kind extends BacktestFault["kind"]> = Extract<BacktestFault, { kind: Kind }>;

function noColumn({ of, asset, columns }: Fault<"no-column">): string {
  const has = columns.length === 0 ? "no columns" : `columns for ${columns.join(", ")}`;
  switch (of) {
    case "target":
      return `The policy holds ${asset}, but the prices have ${has}. Add a column for ${asset}, or take it out of the policy.`;
    case "safe-asset":
      return `The portfolio stop leaves for ${asset}, but the prices have ${has}. Add a column for ${asset}, or name another safe asset.`;
    case "benchmark":
      return `The benchmark holds ${asset}, but the prices have ${has}. Add a column for ${asset}, or name another benchmark.`;
  }
}

function wayOut({ end, side, first, last }: Fault<"outside-prices">): string {
  if (end === "start") return side === "before" ? `Start on ${formatBarTime(first)} or later.` : "Start earlier.";
  return side === "after" ? `End on ${formatBarTime(last)} or earlier.` : "End later.";
}

function axisOutside({ axis, value, max }: Fault<"axis-outside">): string {
  switch (axis) {
    case "bands":
      return `A band is a share from 0 to ${max}, not ${value}.`;
    case "intervals":
      return `An interval is a number of days from 0 to ${max}, not ${value}.`;
    case "fees":
      return `A fee rate is a share from 0 to less than ${max}, not ${value}.`;
  }
}

const NEEDS: Record<NeedsThroughout, string> = {
  cash: "cash is counted in it",
  "safe-asset": "the portfolio stop leaves for it",
  group: "a group needs all its members throughout: give it a target of its own",
  dynamic: "weights that follow the market read its history",
  "trend-guard": "the trend guard reads its history",
  "volatility-band": "its band follows its volatility",
  stop: "the portfolio stop reads the history of all targets",
  benchmark: "the benchmark holds it from start to end",
};
const RATES: Record<Fault<"rate-outside">["rate"], string> = { feeRate: "fee", halfSpread: "half spread" };
const barsText = (bars: number) => agree(bars, "one bar", "no bars");
const spanText = ({ first, last }: { first: number; last: number }) =>
  `The prices run from ${formatBarTime(first)} to ${formatBarTime(last)}`;
