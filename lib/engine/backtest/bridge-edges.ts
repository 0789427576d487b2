/**
 * Prices that begin late or end early, made whole so that the loop need not ask. A table says with NaN that an asset is
 * not there yet, or no longer; a NaN between two closes stays a fault (check-request.ts). Before its first close an asset
 * stands at that close, after its last one at that, or next to nothing where it is written off: lives.ts sees to it that
 * nobody holds it then, except what is lost with it.
 *
 * Nothing is bridged unless the options say so, nor where something else reads those prices: weights that follow the
 * market, trends, volatilities, a group's mix.
 */
import { type AssetId, type PriceTable, targetMembers } from "@/lib/engine/model";
import type { AssetLife, BacktestAnswer, BacktestProblem, BacktestRequest, LifeTerms, NeedsThroughout } from "./model";
import { barsOfChange, sharedWeights } from "./run/lives";
import { type Period, periodOf } from "./run/period";

/** A close of what is written off: worth nothing, and still a number to divide by. */
const NEXT_TO_NOTHING = 1e-300;

export function bridgeEdges(request: BacktestRequest): BacktestAnswer<BacktestRequest> {
  const { table, options } = request;
  const ragged = raggedAssets(table);
  if (ragged.length === 0) return { ok: true, value: request };
  const period = periodOf(table, request.start, request.end);
  const terms: LifeTerms = { lives: ragged, delisted: options.delisted ?? "sell", bars: table.times.length };
  const problems = [...refusals(request, ragged, period), ...emptyBars(request, terms, period)];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: { ...request, table: bridged(table, terms), lives: terms } };
}

/** Assets without a close at the table's first or last bar, but with some in between. */
function raggedAssets({ assets, times, closes }: PriceTable): AssetLife[] {
  const bars = times.length;
  if (bars < 2 || closes.length !== bars * assets.length) return [];
  return assets.flatMap((asset, index): AssetLife[] => {
    const column = closes.subarray(index * bars, (index + 1) * bars);
    if (!Number.isNaN(column[0]!) && !Number.isNaN(column[bars - 1]!)) return [];
    const first = column.findIndex((close) => !Number.isNaN(close));
    const last = column.findLastIndex((close) => !Number.isNaN(close));
    return first < 0 ? [] : [{ asset, first, last }];
  });
}

function refusals(request: BacktestRequest, ragged: readonly AssetLife[], period: Period): BacktestProblem[] {
  const { table, options } = request;
  return ragged.flatMap(({ asset, first, last }): BacktestProblem[] => {
    const isDying = last < period.to - 1;
    const uses = usesOf(request, asset, { isLate: first > 0, isDying });
    if (uses === null) return [];
    const path = `prices.${asset}`;
    if (first > period.from && !options.isLateStart)
      return [{ path, kind: "listed-late", asset, at: table.times[first]! }];
    if (isDying && options.delisted === undefined) return [{ path, kind: "delisted", asset, at: table.times[last]! }];
    return uses.map((by) => ({ path, kind: "needed-throughout", asset, by }));
  });
}

/** What reads an asset's prices while it is not there; null when nobody reads any. */
function usesOf(
  { policy, benchmark }: BacktestRequest,
  asset: AssetId,
  { isLate, isDying }: { isLate: boolean; isDying: boolean },
): NeedsThroughout[] | null {
  const { stop, quoteAsset, dynamic, trendGuard } = policy;
  const target = policy.targets.find((each) => targetMembers(each).includes(asset));
  const isCash = asset === quoteAsset;
  const isSafe = stop?.safeAsset === asset;
  const isBenchmark = benchmark?.some((part) => part.asset === asset) ?? false;
  if (target === undefined && !isCash && !isSafe && !isBenchmark) return null;
  const isBandByVolatility = target !== undefined && (target.band ?? policy.band).kind === "volatility";
  const readsHistory = stop?.restart.kind === "trend" || stop?.peakFrom === "history";
  const uses: Readonly<Record<NeedsThroughout, boolean>> = {
    cash: isCash,
    "safe-asset": isSafe,
    benchmark: isBenchmark,
    group: target?.kind === "group",
    dynamic: target !== undefined && Boolean(dynamic) && (isLate || isDying),
    "trend-guard": target !== undefined && Boolean(trendGuard) && isLate,
    "volatility-band": isBandByVolatility && isLate,
    stop: target !== undefined && readsHistory && (isLate || isDying),
  };
  return (Object.keys(uses) as NeedsThroughout[]).filter((by) => uses[by]);
}

/** A bar of the period at which no target is there. */
function emptyBars({ policy, table }: BacktestRequest, terms: LifeTerms, period: Period): BacktestProblem[] {
  const empty = barsOfChange(terms, period).find((bar) =>
    sharedWeights(policy.targets, terms, bar).every((weight) => weight === 0),
  );
  return empty === undefined ? [] : [{ path: "prices", kind: "nothing-listed", at: table.times[empty]! }];
}

/** One table for each way: what is cached with a table (due bars, extremes, that it is sound) holds for all its runs. */
const bridgedTables = new WeakMap<PriceTable, Map<LifeTerms["delisted"], PriceTable>>();

function bridged(table: PriceTable, { lives, delisted, bars }: LifeTerms): PriceTable {
  const known = bridgedTables.get(table) ?? new Map<LifeTerms["delisted"], PriceTable>();
  bridgedTables.set(table, known);
  const before = known.get(delisted);
  if (before !== undefined) return before;
  const closes = Float64Array.from(table.closes);
  for (const { asset, first, last } of lives) {
    const offset = table.assets.indexOf(asset) * bars;
    closes.fill(closes[offset + first]!, offset, offset + first);
    const after = delisted === "sell" ? closes[offset + last]! : NEXT_TO_NOTHING;
    closes.fill(after, offset + last + 1, offset + bars);
  }
  const whole = { ...table, closes };
  known.set(delisted, whole);
  return whole;
}
