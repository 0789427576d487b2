/**
 * How much of a result was luck: the same policy begun on other days (rolling.ts) and on histories put together from
 * blocks of the real one (bootstrap.ts), each beside holding on the very same prices.
 */
import type { PriceTable } from "@/lib/engine/model";
import { bridgeEdges } from "../bridge-edges";
import { checkRequest } from "../check-request";
import type { BacktestAnswer, BacktestRequest } from "../model";
import { runFigures } from "../report/run-figures";
import { compile } from "../run/compile";
import { simulate } from "../run/simulate";
import { bootstrapBars, bootstrapTable } from "./bootstrap";
import { rollingWindows } from "./rolling";

export interface DistributionRequest {
  /** Length of each rolling run, days. */
  windowDays: number;
  starts: number;
  paths: number;
  /** Mean length of a block, days. */
  blockDays: number;
  seed: number;
}

export interface DistributionSample {
  /** Rolling: epoch ms of its first bar; bootstrap: number of the path. */
  at: number;
  totalReturn: number;
  holdingReturn: number;
  cagr: number;
  holdingCagr: number;
  maxDrawdown: number;
  holdingMaxDrawdown: number;
}

export interface Distribution {
  /** How many there are; fewer than requested where history is short. No path where an asset is not there throughout. */
  starts: number;
  paths: number;
  rolling(index: number): BacktestAnswer<DistributionSample>;
  path(index: number): BacktestAnswer<DistributionSample>;
}

export function prepareDistribution(
  request: BacktestRequest,
  query: DistributionRequest,
): BacktestAnswer<Distribution> {
  const table = withinPeriod(request.table, request.start, request.end);
  const bars = table.times.length;
  const days = bars < 2 ? 0 : (table.times[bars - 1]! - table.times[0]!) / 86_400_000;
  const windows = days > 0 ? rollingWindows(table.times, query.windowDays, query.starts) : [];
  if (windows.length === 0 && query.starts > 0) {
    const { windowDays } = query;
    return { ok: false, problems: [{ path: "windowDays", kind: "window-too-long", windowDays, days }] };
  }
  // Blocks put together anew have no first day of a coin, and no last.
  const isRagged = table.assets.some((_, asset) =>
    [asset * bars, (asset + 1) * bars - 1].some((place) => Number.isNaN(table.closes[place])),
  );
  const blockBars = Math.max((query.blockDays / Math.max(days, 1)) * (bars - 1), 1);
  return {
    ok: true,
    value: {
      starts: windows.length,
      paths: bars < 3 || isRagged ? 0 : query.paths,
      rolling: (index) => sampleOf({ ...request, ...windows[index]! }, windows[index]!.start),
      path: (index) => {
        const drawn = bootstrapBars(bars, blockBars, query.seed, index);
        return sampleOf({ ...request, table: bootstrapTable(table, drawn), start: null, end: null }, index);
      },
    },
  };
}

function sampleOf(given: BacktestRequest, at: number): BacktestAnswer<DistributionSample> {
  const whole = bridgeEdges(given);
  if (!whole.ok) return whole;
  const request = whole.value;
  const problems = checkRequest(request);
  if (problems.length > 0) return { ok: false, problems };
  const figures = (isHolding: boolean) =>
    runFigures(simulate(compile(request, { isHolding, isSkippingOff: false, recording: "figures" })));
  const run = figures(false);
  const holding = figures(true);
  return {
    ok: true,
    value: {
      at,
      totalReturn: run.totalReturn,
      holdingReturn: holding.totalReturn,
      cagr: run.cagr,
      holdingCagr: holding.cagr,
      maxDrawdown: run.maxDrawdown,
      holdingMaxDrawdown: holding.maxDrawdown,
    },
  };
}

/** The bars of a period as a table of their own; the same table when it is all of them. */
export function withinPeriod(table: PriceTable, start: number | null, end: number | null): PriceTable {
  const { times, closes, assets } = table;
  let from = 0;
  let to = times.length;
  while (from < to && start !== null && times[from]! < start) from += 1;
  while (to > from && end !== null && times[to - 1]! > end) to -= 1;
  if (from === 0 && to === times.length) return table;
  const kept = new Float64Array((to - from) * assets.length);
  for (let asset = 0; asset < assets.length; asset += 1) {
    kept.set(closes.subarray(asset * times.length + from, asset * times.length + to), asset * (to - from));
  }
  return { ...table, times: times.slice(from, to), closes: kept };
}
