/**
 * The value series of a portfolio, kept in memory in columns and brought up to date by one small query.
 * Rows of `valuations` are never changed once written, so what was read stays true; only newer rows are fetched.
 * Weights (wide JSON) are read for chosen instants only.
 */
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { valuations } from "@/drizzle/schema";
import type { Database } from "@/server/db/client";

export interface ValueHistory {
  at: number[];
  value: string[];
  valueFloat: number[];
  held: (string | null)[];
  drift: number[];
}

export type WeightsRow = Record<string, readonly [number, number, number]>;

interface Kept {
  history: ValueHistory;
  weights: Map<number, WeightsRow>;
}

const PORTFOLIOS_KEPT = 64;
const WEIGHTS_KEPT = 4_000;
const keptByDatabase = new WeakMap<Database, Map<string, Kept>>();

function keptOf(db: Database, portfolioId: string): Kept {
  const portfolios = keptByDatabase.get(db) ?? new Map<string, Kept>();
  keptByDatabase.set(db, portfolios);
  const kept = portfolios.get(portfolioId) ?? {
    history: { at: [], value: [], valueFloat: [], held: [], drift: [] },
    weights: new Map(),
  };
  // Taken out and put back: the map's order is then the order of last use.
  portfolios.delete(portfolioId);
  portfolios.set(portfolioId, kept);
  if (portfolios.size > PORTFOLIOS_KEPT) portfolios.delete(portfolios.keys().next().value!);
  return kept;
}

export async function loadHistory(db: Database, portfolioId: string): Promise<ValueHistory> {
  const { history } = keptOf(db, portfolioId);
  const last = history.at.at(-1);
  const rows = await db
    .select({
      at: valuations.at,
      value: valuations.value,
      held: valuations.heldValue,
      drift: valuations.portfolioDrift,
    })
    .from(valuations)
    .where(
      last === undefined
        ? eq(valuations.portfolioId, portfolioId)
        : and(eq(valuations.portfolioId, portfolioId), gt(valuations.at, new Date(last))),
    )
    .orderBy(asc(valuations.at));
  for (const row of rows) {
    const at = row.at.getTime();
    // Two requests may have asked for the same rows at once; each row is appended once.
    if (at <= (history.at.at(-1) ?? Number.NEGATIVE_INFINITY)) continue;
    history.at.push(at);
    history.value.push(row.value);
    history.valueFloat.push(Number(row.value));
    history.held.push(row.held);
    history.drift.push(row.drift);
  }
  return history;
}

/** Weights at these instants (instants of the history), by instant. */
export async function loadWeights(
  db: Database,
  portfolioId: string,
  instants: readonly number[],
): Promise<ReadonlyMap<number, WeightsRow>> {
  const { weights } = keptOf(db, portfolioId);
  const missing = instants.filter((at) => !weights.has(at));
  if (missing.length > 0) {
    if (weights.size + missing.length > WEIGHTS_KEPT) weights.clear();
    const wanted = weights.size === 0 ? instants : missing;
    const rows = await db
      .select({ at: valuations.at, weights: valuations.weights })
      .from(valuations)
      .where(
        and(
          eq(valuations.portfolioId, portfolioId),
          inArray(
            valuations.at,
            wanted.map((at) => new Date(at)),
          ),
        ),
      );
    for (const row of rows) weights.set(row.at.getTime(), row.weights);
  }
  return weights;
}

/** A portfolio that was put back or re-seeded: forget what was kept. */
export function forgetHistory(db: Database, portfolioId: string): void {
  keptByDatabase.get(db)?.delete(portfolioId);
}
