/** Takes prices from a file, whole or not at all: a file with a problem stores nothing and names them all. */
import { and, eq } from "drizzle-orm";
import { candleSeries, priceImports } from "@/drizzle/schema";
import { timeframeOf } from "@/lib/engine/model";
import { plural } from "@/lib/format/plural";
import { ImportPricesInput } from "@/lib/schemas/price-data";
import type { ParsedPrices, PriceFileOptions } from "@/lib/schemas/prices";
import type { Transaction } from "@/server/db/client";
import { withTransaction } from "@/server/db/transaction";
import { recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";
import { InputError, NotFoundError } from "../errors";
import { parseApart } from "../file/parse-apart";
import { newId } from "../id";
import { appendBars } from "./append";
import type { ImportedPrices } from "./types";

type ImportContext = Pick<ServiceContext, "db" | "actor" | "now">;

export async function importPrices(ctx: ImportContext, raw: ImportPricesInput): Promise<ImportedPrices> {
  const input = ImportPricesInput.parse(raw);
  const parsed = await parse(input);
  const { table, series, notes, gapCount, form, stepMs } = parsed;
  if (stepMs === null) throw new InputError("text", "One row is no history. The file needs at least two.");
  const timeframe = timeframeOf(stepMs);
  const importId = await withTransaction(ctx, async (tx) => {
    const id = input.importId ?? newId(ctx.now());
    if (input.importId === undefined) {
      const at = new Date(ctx.now());
      await tx.insert(priceImports).values({ id, ownerId: ownerIdOf(ctx), name: input.name, form, createdAt: at });
    } else await checkOwned(tx, ctx, id);
    for (const each of series) {
      const seriesId = await seriesFor(tx, ctx, id, { asset: each.asset, quote: table.quote, timeframe, stepMs });
      await appendBars(tx, seriesId, each);
    }
    await recordAudit(
      tx,
      ctx,
      {
        action: "history.import",
        file: input.name,
        assets: series.map(({ asset }) => asset),
        bars: table.times.length,
        timeframe,
        quote: table.quote,
      },
      { subjectKind: "price-import", subjectId: id },
    );
    return id;
  });
  return {
    importId,
    source: `import:${importId}`,
    assets: table.assets,
    quote: table.quote,
    timeframe,
    firstAt: table.times[0]!,
    lastAt: table.times.at(-1)!,
    bars: table.times.length,
    gaps: gapCount,
    notes,
  };
}

async function parse(input: ImportPricesInput): Promise<ParsedPrices> {
  const verdict = await parseApart("prices", [input.text, optionsOf(input)]);
  if (verdict.ok) return verdict;
  const [first] = verdict.problems;
  const more = verdict.problemCount - (first?.rows ?? 0);
  const where =
    first === undefined ? "" : `Line ${first.row}${first.column === null ? "" : `, column ${first.column}`}: `;
  const rest = more <= 0 ? "" : ` (and ${plural(more, "more problem")})`;
  throw new InputError("text", `${where}${first?.message ?? "The file cannot be read."}${rest}`, {
    problems: verdict.problems,
    problemCount: verdict.problemCount,
    form: verdict.form,
    question: verdict.question,
  });
}

function optionsOf({ form, asset, quote, columns, decimal, dates, repairs }: ImportPricesInput): PriceFileOptions {
  return {
    ...withoutUnset({ form, asset: asset === "" ? undefined : asset, quote, columns, decimal, dates }),
    ...(repairs === undefined ? {} : { repairs: withoutUnset(repairs) }),
  };
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** zod writes undefined where nothing was said; the parser wants it left out. */
const withoutUnset = <T extends object>(values: T): Given<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;

async function checkOwned(tx: Transaction, ctx: ImportContext, importId: string): Promise<void> {
  const [row] = await tx
    .select({ id: priceImports.id })
    .from(priceImports)
    .where(and(eq(priceImports.id, importId), eq(priceImports.ownerId, ownerIdOf(ctx))));
  if (!row)
    throw new NotFoundError("The prices this file should be added to are not here. They may have been removed.");
}

async function seriesFor(
  tx: Transaction,
  ctx: ImportContext,
  importId: string,
  { asset, quote, timeframe, stepMs }: { asset: string; quote: string; timeframe: string; stepMs: number },
): Promise<string> {
  const source = `import:${importId}`;
  const at = new Date(ctx.now());
  const [known] = await tx
    .select({ id: candleSeries.id })
    .from(candleSeries)
    .where(
      and(
        eq(candleSeries.source, source),
        eq(candleSeries.base, asset),
        eq(candleSeries.quote, quote),
        eq(candleSeries.timeframe, timeframe),
      ),
    );
  if (known) return known.id;
  const id = newId(ctx.now());
  await tx.insert(candleSeries).values({
    id,
    ownerId: ownerIdOf(ctx),
    source,
    importId,
    symbol: `${asset}/${quote}`,
    base: asset,
    quote,
    timeframe,
    stepMs,
    state: "complete",
    doneShare: 1,
    filledAt: at,
    createdAt: at,
  });
  return id;
}
