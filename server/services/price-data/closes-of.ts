/**
 * Past closes as one table: what the lab loads and what live rules read. Bars are dated as their source dates them, at
 * their beginning. The quote asset needs no column: it is worth one of itself.
 */
import { type AssetId, type PriceTable, timeframeMs } from "@/lib/engine/model";
import { simulatedCloses, simulatedPrice } from "@/server/market-data/simulated";
import type { ServiceContext } from "../context";
import { InputError, PreconditionError } from "../errors";
import { alignCloses, type Edges } from "./align";
import { findSeriesOf } from "./find-series";
import { loadCloses } from "./load-closes";
import type { SeriesRow } from "./series-row";
import { barTimes } from "./simulated-source";
import { readSource, SIMULATED_NAME } from "./source";
import { nameOfSource } from "./source-name";
import type { AssetGap, PricesHeader } from "./types";

export interface ClosesQuestion extends Edges {
  source: string;
  quote: AssetId;
  timeframe: string;
  assets: readonly AssetId[];
  /** Epoch ms, inclusive; null: as far as there is. */
  from: number | null;
  to: number | null;
}

export interface ClosesAnswer {
  table: PriceTable;
  gaps: readonly AssetGap[];
  sources: PricesHeader["sources"];
}

const STORED_CELLS_MAX = 20_000_000;
/** Drawing a close costs a microsecond and more, and nothing else runs meanwhile. */
const SIMULATED_CELLS_MAX = 2_500_000;
/** The simulated market has no beginning; queried for all of it, everybody gets the same. */
const SIMULATED_FROM = Date.UTC(2021, 0, 1);

/** Throws PreconditionError when an asset is not stored yet, or when the assets have no time in common. */
export async function closesOf(
  ctx: Pick<ServiceContext, "db" | "actor" | "now" | "venues">,
  question: ClosesQuestion,
): Promise<ClosesAnswer> {
  const { source, quote, timeframe, from, to } = question;
  const stepMs = timeframeMs(timeframe);
  if (stepMs === null) throw new InputError("timeframe", `"${timeframe}" is no timeframe.`);
  const read = readSource(source);
  if (read === null) throw new InputError("source", `"${source}" is no source of prices.`);
  const assets = question.assets.filter((asset) => asset !== quote);
  if (assets.length === 0)
    throw new InputError("assets", `${quote} is what prices are counted in. Name another asset.`);
  if (from !== null && to !== null && from > to) throw new InputError("from", "The period must start before it ends.");
  const rows = (await findSeriesOf(ctx, { ...question, assets })).filter((row) => row.bars > 0);
  if (read.kind === "simulated" && !coversAll(rows, assets, from, to)) {
    return simulated(ctx, read.seed, { ...question, assets, stepMs });
  }
  const missing = assets.filter((asset) => !rows.some((row) => row.base === asset));
  if (missing.length > 0) throw await notStored(ctx, question, missing);
  refuseTooMany(
    rows.reduce((sum, row) => sum + row.bars, 0),
    STORED_CELLS_MAX,
  );
  return stored(ctx, rows, { ...question, assets, stepMs });
}

type Resolved = ClosesQuestion & { stepMs: number };

function coversAll(rows: readonly SeriesRow[], assets: readonly AssetId[], from: number | null, to: number | null) {
  return (
    from !== null &&
    assets.every((asset) =>
      rows.some(
        (row) =>
          row.base === asset &&
          row.firstAt !== null &&
          row.lastAt !== null &&
          row.firstAt.getTime() <= from + row.stepMs &&
          to !== null &&
          row.lastAt.getTime() >= to - row.stepMs,
      ),
    )
  );
}

async function stored(
  ctx: Pick<ServiceContext, "db" | "actor" | "venues">,
  rows: readonly SeriesRow[],
  { quote, assets, stepMs, from, to, source, isLateStart, isEarlyEnd }: Resolved,
): Promise<ClosesAnswer> {
  const loaded = await loadCloses(ctx, rows, from, to);
  const ordered = assets.map((asset) => rows.find((row) => row.base === asset)!);
  const columns = ordered.map((row) => ({ asset: row.base, ...loaded.get(row.id)! }));
  const empty = columns.filter(({ times }) => times.length === 0).map(({ asset }) => asset);
  if (empty.length > 0) {
    throw new PreconditionError(`There are no prices of ${empty.join(", ")} in this period. Choose another one.`, {
      reason: "period-empty",
      assets: empty,
      stored: ordered.map(spanOf),
    });
  }
  const aligned = alignCloses(columns, quote, stepMs, { isLateStart, isEarlyEnd });
  if (aligned === null) {
    throw new PreconditionError("These assets have no bar in common. Choose fewer of them, or another period.", {
      reason: "no-common-bars",
      stored: ordered.map(spanOf),
    });
  }
  const name = await nameOfSource(ctx, source);
  const sources = ordered.map((row) => ({ ...spanOf(row), name, symbol: row.symbol }));
  return { ...aligned, sources };
}

const spanOf = (row: SeriesRow) => ({
  asset: row.base,
  firstAt: row.firstAt?.getTime() ?? 0,
  lastAt: row.lastAt?.getTime() ?? 0,
});

async function simulated(
  ctx: Pick<ServiceContext, "now">,
  seed: number,
  { assets, quote, stepMs, from, to }: Resolved,
): Promise<ClosesAnswer> {
  const unknown = [quote, ...assets].filter((asset) => simulatedPrice(seed, asset, "USD", 0) === null);
  if (unknown.length > 0) {
    throw new PreconditionError(`The simulated market does not know ${unknown.join(", ")}.`, {
      reason: "not-stored",
      assets: unknown,
    });
  }
  const now = ctx.now();
  const until = Math.min(to === null ? now : to + stepMs, now);
  const begin = from ?? SIMULATED_FROM;
  refuseTooMany(((until - begin) / stepMs) * assets.length, SIMULATED_CELLS_MAX);
  const times = barTimes(begin, until, stepMs);
  const closes = simulatedCloses(seed, assets, quote, times, stepMs);
  if (closes === null || times.length === 0) {
    throw new PreconditionError("No bar has ended in this period. Choose another one.", { reason: "period-empty" });
  }
  const sources = assets.map((asset) => ({
    asset,
    name: SIMULATED_NAME,
    symbol: `${asset}/${quote}`,
    firstAt: times[0]!,
    lastAt: times.at(-1)!,
  }));
  return { table: { assets, quote, times, closes }, gaps: [], sources };
}

function refuseTooMany(cells: number, cellsMax: number): void {
  if (cells <= cellsMax) return;
  throw new InputError("from", "That is more prices than can be shown at once. Choose a later start or longer bars.");
}

async function notStored(
  ctx: Pick<ServiceContext, "db" | "actor" | "venues">,
  { source, quote, timeframe, assets }: ClosesQuestion,
  missing: readonly AssetId[],
): Promise<PreconditionError> {
  const series = await findSeriesOf(ctx, { source, quote, timeframe, assets });
  const filling = missing.filter((asset) =>
    series.some((row) => row.base === asset && (row.state === "waiting" || row.state === "filling")),
  );
  const name = await nameOfSource(ctx, source);
  const isFile = source.startsWith("import:");
  const message =
    filling.length === missing.length
      ? `${name}'s prices of ${missing.join(", ")} are still being fetched. Try again in a moment.`
      : `${timeframe} prices of ${missing.join(", ")} in ${quote} from ${name} are not here yet. ${
          isFile ? "Bring in a file that has them." : "Bring them in first."
        }`;
  return new PreconditionError(message, { reason: "not-stored", assets: missing, filling, source, quote, timeframe });
}
