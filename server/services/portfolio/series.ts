/**
 * The chart's columns for one range: about one point a pixel, with the lows and highs of value and drift kept. Figures come
 * from full data; the latest check is added as the last point, so that the line ends where the page's figure is.
 */
import { and, asc, eq, gte, isNotNull } from "drizzle-orm";
import { policyVersions, rebalances } from "@/drizzle/schema";
import { targetKey, targetName } from "@/lib/engine/model";
import { downsampleIndices } from "@/lib/engine/performance/downsample";
import { findLead } from "@/lib/engine/performance/lead";
import { titleOfRebalance } from "@/lib/format";
import type { SeriesInput } from "@/lib/schemas/portfolio";
import type { ServiceContext } from "../context";
import { createCache } from "./cache";
import { latestValue } from "./card";
import { loadFlows } from "./cash-flows";
import { chooseEvenly, indexAtOrAfter } from "./choose-points";
import { cacheKeyOf, getPortfolioFacts, type PortfolioFacts } from "./load-facts";
import { rangeFrom } from "./range";
import type { SeriesView } from "./types";
import { loadWeights, type WeightsRow } from "./value-series";

const POINTS_USUAL = 400;
/** Weights are wide rows: fewer of them are read than of values. */
const WEIGHT_POINTS_MAX = 400;

export async function getSeries(ctx: ServiceContext, input: SeriesInput): Promise<SeriesView> {
  const now = ctx.now();
  const facts = await getPortfolioFacts(ctx, input.portfolioId);
  // The window moves with the clock: a minute's worth of it is not seen on any chart.
  const minute = Math.floor(now / 60_000);
  const id = `${input.portfolioId} ${input.range} ${input.points ?? POINTS_USUAL}`;
  return series.get(ctx.db, id, `${cacheKeyOf(facts)}\n${minute}`, () => makeSeries(ctx, input, facts, now));
}

const series = createCache<SeriesView>(128);

async function makeSeries(
  ctx: ServiceContext,
  input: SeriesInput,
  facts: PortfolioFacts,
  now: number,
): Promise<SeriesView> {
  const { history } = facts;
  const from = rangeFrom(input.range, now);
  const first = indexAtOrAfter(history.at, from);
  const drift = history.drift.slice(first);
  const columns = [history.valueFloat.slice(first), drift];
  const chosen = downsampleIndices(columns, input.points ?? POINTS_USUAL).map((index) => first + index);
  const weighed = chooseEvenly(0, chosen.length, WEIGHT_POINTS_MAX).map((place) => history.at[chosen[place]!]!);
  const [weights, events] = await Promise.all([
    loadWeights(ctx.db, input.portfolioId, weighed),
    loadEvents(ctx, facts, from),
  ]);
  return {
    range: input.range,
    pointCount: chosen.length,
    storedCount: history.at.length - first,
    at: chosen.map((index) => history.at[index]!),
    value: chosen.map((index) => history.value[index]!),
    held: chosen.map((index) => history.held[index] ?? null),
    portfolioDrift: chosen.map((index) => history.drift[index]!),
    targets: targetColumns(facts, chosen, new Set(weighed), weights),
    events,
    valueNow: latestValue(facts),
    heldNow: history.held.at(-1) ?? null,
    lead: findLead(history, first),
    widestDrift: drift.length === 0 ? null : widestOf(history, first),
  };
}

/** Where the portfolio stood furthest from its targets, of every stored point. */
function widestOf({ at, drift }: PortfolioFacts["history"], first: number): { at: number; drift: number } {
  let widest = first;
  for (let index = first; index < drift.length; index += 1) if (drift[index]! > drift[widest]!) widest = index;
  return { at: at[widest]!, drift: drift[widest]! };
}

/** Every target that had a weight in the range, those of today's policy first and in its order. */
function targetColumns(
  { policy, history }: PortfolioFacts,
  chosen: readonly number[],
  weighed: ReadonlySet<number>,
  weights: ReadonlyMap<number, WeightsRow>,
): SeriesView["targets"] {
  const names = new Map(policy.targets.map((target) => [targetKey(target), targetName(target)]));
  for (const at of weighed)
    for (const key of Object.keys(weights.get(at) ?? {}))
      if (!names.has(key)) names.set(key, key.replace(/^group:/, ""));
  return [...names].map(([key, name]) => {
    const column = (part: 0 | 1 | 2) => {
      // Between two read rows the earlier one stands: a null would be drawn as a gap that is none.
      let known: number | null = null;
      return chosen.map((index) => {
        const at = history.at[index]!;
        if (weighed.has(at)) known = weights.get(at)?.[key]?.[part] ?? null;
        return known;
      });
    };
    return { key, name, weight: column(0), target: column(1), band: column(2) };
  });
}

async function loadEvents(
  ctx: ServiceContext,
  { portfolio }: PortfolioFacts,
  from: number,
): Promise<SeriesView["events"]> {
  const since = new Date(from);
  const [runs, versions, flows] = await Promise.all([
    ctx.db
      .select({
        id: rebalances.id,
        startedAt: rebalances.startedAt,
        plan: rebalances.plan,
        reasons: rebalances.reasons,
      })
      .from(rebalances)
      .where(
        and(
          eq(rebalances.portfolioId, portfolio.id),
          isNotNull(rebalances.startedAt),
          gte(rebalances.startedAt, since),
        ),
      )
      .orderBy(asc(rebalances.startedAt)),
    ctx.db
      .select({ version: policyVersions.version, at: policyVersions.createdAt })
      .from(policyVersions)
      .where(and(eq(policyVersions.portfolioId, portfolio.id), gte(policyVersions.createdAt, since))),
    loadFlows(ctx.db, [portfolio.id], from),
  ]);
  const events: SeriesView["events"][number][] = [
    ...runs.map((run) => ({
      at: run.startedAt?.getTime() ?? 0,
      kind: "rebalance" as const,
      label: titleOfRebalance(run.plan, run.reasons),
      href: `/rebalances/${run.id}`,
    })),
    ...versions
      .filter((row) => row.version > 1)
      .map((row) => ({
        at: row.at.getTime(),
        kind: "policy" as const,
        label: `Policy changed to version ${row.version}`,
        href: `/portfolios/${portfolio.id}/policy`,
      })),
    ...flows.map((flow) => ({
      at: flow.at,
      kind: flow.quantity.startsWith("-") ? ("withdrawal" as const) : ("deposit" as const),
      label: `${flow.quantity.startsWith("-") ? "Withdrawal" : "Deposit"} of ${flow.quantity.replace("-", "")} ${flow.asset}`,
      href: null,
    })),
  ];
  return events.sort((left, right) => left.at - right.at);
}
