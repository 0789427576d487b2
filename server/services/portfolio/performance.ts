/**
 * What rebalancing brought, range by range, from every stored point: the lead over holding from the same start and cash
 * flows, falls, fees, turnover, and the return of each month. Nothing is thinned here; the chart beside it is.
 */
import { and, eq, gte } from "drizzle-orm";
import { fills, rebalances } from "@/drizzle/schema";
import { measureAgainstHolding, type PlacedFlow, scaleHeld } from "@/lib/engine/performance/against-holding";
import { findLead } from "@/lib/engine/performance/lead";
import { deepestFall, returnBetween, returnIndex } from "@/lib/engine/performance/return-index";
import type { PerformanceInput } from "@/lib/schemas/portfolio";
import { valueFlowsThen } from "../cash-flow/flow-prices";
import type { ServiceContext } from "../context";
import { loadFills, type ValuedFill } from "../fee/load-fills";
import { feesByMonth, tradedBy } from "../fee/months";
import { totalFees } from "../fee/value-fee";
import { monthsBetween } from "../period";
import { createCache } from "./cache";
import { type CashFlow, loadFlows } from "./cash-flows";
import { indexAtOrAfter } from "./choose-points";
import { cacheKeyOf, getPortfolioFacts, type PortfolioFacts } from "./load-facts";
import { rangeFrom } from "./range";
import type { FallView, MonthView, PerformanceView } from "./types";
import type { ValueHistory } from "./value-series";

export async function getPerformance(ctx: ServiceContext, input: PerformanceInput): Promise<PerformanceView> {
  const now = ctx.now();
  const facts = await getPortfolioFacts(ctx, input.portfolioId);
  const minute = Math.floor(now / 60_000);
  const id = `${input.portfolioId} ${input.range}`;
  return performances.get(ctx.db, id, `${cacheKeyOf(facts)}\n${minute}`, () => measure(ctx, input, facts, now));
}

const performances = createCache<PerformanceView>(64);

/** Columns that stand still while they are measured: a check may append to the kept ones meanwhile. */
type Columns = Pick<ValueHistory, "at" | "value" | "held">;

interface Flows {
  placed: readonly PlacedFlow[];
  /** Instants of those whose worth is not known. */
  unvalued: readonly CashFlow[];
}

async function measure(
  ctx: ServiceContext,
  { range }: PerformanceInput,
  facts: PortfolioFacts,
  now: number,
): Promise<PerformanceView> {
  const { portfolio, timeZone } = facts;
  const history = { at: [...facts.history.at], value: [...facts.history.value], held: [...facts.history.held] };
  const first = indexAtOrAfter(history.at, rangeFrom(range, now));
  const from = history.at[first] ?? now;
  const [flows, filled] = await Promise.all([
    placeFlows(ctx, facts, history),
    loadFills(
      ctx,
      and(eq(rebalances.portfolioId, portfolio.id), gte(fills.at, new Date(Math.min(from, history.at[0] ?? now)))),
    ),
  ]);
  const unvalued = flows.unvalued.filter(({ at }) => at > from);
  const values = returnIndex(history.value, flows.placed);
  const holding = returnIndex(history.held, flows.placed);
  const compared = unvalued.length > 0 ? null : measureAgainstHolding(history, first, flows.placed);
  const last = history.at.length - 1;
  const inRange = filled.filter((fill) => fill.at >= from);
  return {
    range,
    from: first <= last ? from : null,
    until: history.at[last] ?? null,
    pointCount: Math.max(last - first + 1, 0),
    unvaluedFlows: unvalued.map(({ at, asset, quantity }) => ({ at, asset, quantity })),
    against: compared && {
      from: history.at[compared.from]!,
      until: history.at[compared.to]!,
      ahead: compared.ahead,
      value: compared.value,
      holding: compared.holding,
      portfolioReturn: returnBetween(values, compared.from, compared.to),
      holdingReturn: returnBetween(holding, compared.from, compared.to),
      scales: compared.scales.map(({ index, ratio }) => ({ from: history.at[index]!, ratio })),
      lead: findLead({ ...history, held: heldFromSameStart(history, compared.scales) }, compared.from),
    },
    fall: unvalued.length > 0 ? null : fallView(values, history, first),
    holdingFall: unvalued.length > 0 ? null : fallView(holding, history, first),
    fees: totalFees(inRange.flatMap((fill) => fill.fees)),
    traded: tradedBy(inRange),
    turnover: turnoverOf(inRange, facts.history.valueFloat.slice(first, last + 1)),
    rebalanceCount: new Set(inRange.map((fill) => fill.rebalanceId)).size,
    months: monthViews({ history, values, holding, filled, timeZone, unvalued: flows.unvalued }),
  };
}

/** What the holder of the range would be worth at each point. */
function heldFromSameStart({ held }: Columns, scales: readonly { index: number; ratio: string }[]): (string | null)[] {
  let place = 0;
  return held.map((each, index) => {
    while (place + 1 < scales.length && scales[place + 1]!.index <= index) place += 1;
    return each === null ? null : scaleHeld(each, scales[place]!.ratio);
  });
}

/** Each flow at the first point that has it in its value. */
async function placeFlows(ctx: ServiceContext, { portfolio }: PortfolioFacts, { at }: Columns): Promise<Flows> {
  const flows = await loadFlows(ctx.db, [portfolio.id], at[0] ?? 0);
  const worths = await valueFlowsThen(ctx.db, portfolio, flows);
  const placed = flows.flatMap((flow, place) => {
    const worth = worths[place] ?? null;
    return worth === null ? [] : { index: indexAtOrAfter(at, flow.at), worth };
  });
  return { placed, unvalued: flows.filter((_, place) => (worths[place] ?? null) === null) };
}

function fallView(index: Float64Array, { at }: Columns, first: number): FallView | null {
  if (first >= at.length) return null;
  const { share, peak, trough } = deepestFall(index, first);
  return { share, peakAt: at[peak]!, troughAt: at[trough]! };
}

/** Traded, as a share of the mean value; null without one. */
function turnoverOf(filled: readonly ValuedFill[], values: readonly number[]): number | null {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return mean > 0 ? Number(tradedBy(filled)) / mean : null;
}

interface MonthFacts {
  history: Columns;
  values: Float64Array;
  holding: Float64Array;
  filled: readonly ValuedFill[];
  timeZone: string;
  unvalued: readonly CashFlow[];
}

/** Newest first. The first month begins with the record, the last one is not over. */
function monthViews({ history, values, holding, filled, timeZone, unvalued }: MonthFacts): readonly MonthView[] {
  const { at } = history;
  if (at.length < 2) return [];
  const fees = new Map(feesByMonth(filled, timeZone).map((month) => [month.month, month]));
  return monthsBetween(at[0]!, at.at(-1)!, timeZone)
    .map(({ month, from, until }) => {
      const start = Math.max(indexAtOrAfter(at, from) - 1, 0);
      const end = indexAtOrAfter(at, until) - 1;
      const isKnown = !unvalued.some((flow) => flow.at >= from && flow.at < until);
      return {
        month,
        portfolioReturn: isKnown ? returnBetween(values, start, end) : null,
        holdingReturn: isKnown ? returnBetween(holding, start, end) : null,
        fees: fees.get(month)?.value ?? "0",
        unvaluedFees: fees.get(month)?.unvalued ?? [],
      };
    })
    .reverse();
}
