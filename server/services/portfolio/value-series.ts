/**
 * The value series of a portfolio, kept in memory in columns and brought up to date by one small query.
 * Rows of `valuations` are never changed once written, and only the newest may be replaced by a newer one: what was
 * read before it stays true, so only the rows after the last but one are fetched.
 * Weights (wide JSON) are read for chosen instants only.
 */
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { valuations } from "@/drizzle/schema";
import type { Database } from "@/server/db/client";

export interface ValueHistory {
  at: number[];
  value: string[];
  valueFloat: number[];
  held: (string | null)[];
  drift: number[];
}

export const NO_HISTORY: ValueHistory = { at: [], value: [], valueFloat: [], held: [], drift: [] };

export type WeightsRow = Record<string, readonly [number, number, number]>;

interface Kept {
  /** Id of the check the history is known up to. */
  upTo: string | null;
  history: ValueHistory;
  weights: Map<number, WeightsRow>;
}

const PORTFOLIOS_CACHED = 64;
const WEIGHTS_CACHED = 4_000;
const cachedByDatabase = new WeakMap<Database, LRUCache<string, Kept>>();

function keptOf(db: Database, portfolioId: string): Kept {
  const portfolios = cachedByDatabase.get(db) ?? new LRUCache({ max: PORTFOLIOS_CACHED });
  cachedByDatabase.set(db, portfolios);
  const kept: Kept = portfolios.get(portfolioId) ?? {
    upTo: null,
    history: { at: [], value: [], valueFloat: [], held: [], drift: [] },
    weights: new Map(),
  };
  portfolios.set(portfolioId, kept);
  return kept;
}

/** `upTo`: id of the newest check. Points come only with checks, so nothing is queried when it is the known one. */
export async function loadHistory(db: Database, portfolioId: string, upTo: string | null): Promise<ValueHistory> {
  const kept = keptOf(db, portfolioId);
  const { history } = kept;
  if (upTo !== null && kept.upTo === upTo) return history;
  const settled = history.at.at(-2);
  const rows = await db
    .select({
      at: valuations.at,
      value: valuations.value,
      held: valuations.holdValue,
      drift: valuations.portfolioDrift,
    })
    .from(valuations)
    .where(
      settled === undefined
        ? eq(valuations.portfolioId, portfolioId)
        : and(eq(valuations.portfolioId, portfolioId), gt(valuations.at, new Date(settled))),
    )
    .orderBy(asc(valuations.at));
  // Cut and append in one go: two requests at once leave the same columns.
  const length = settled === undefined ? 0 : history.at.lastIndexOf(settled) + 1;
  if (settled !== undefined && length === 0) return history; // another request has just begun anew
  for (const column of Object.values(history)) column.length = length;
  for (const row of rows) {
    const at = row.at.getTime();
    history.at.push(at);
    history.value.push(row.value);
    history.valueFloat.push(Number(row.value));
    history.held.push(row.held);
    history.drift.push(row.drift);
  }
  kept.upTo = upTo;
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
    if (weights.size + missing.length > WEIGHTS_CACHED) weights.clear();
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
