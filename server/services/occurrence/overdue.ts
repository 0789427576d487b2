import { and, eq, exists, isNull, lt, type SQL, sql } from "drizzle-orm";
import { occurrences, portfolios } from "@/drizzle/schema";
import type { ServiceContext } from "../context";
import { idsBefore } from "../id";

/** A check takes seconds and is tried again each minute: one open for this long fails, or no worker is there. */
const OVERDUE_AFTER_MS = 10 * 60_000;

/**
 * For a query over portfolios: is there an occurrence that was recorded a while ago and has not been run? By when it
 * was written and not by when it was due: after a night switched off the first check is late, and nothing is wrong.
 */
export function hasOverdueOccurrence({ db, now }: Pick<ServiceContext, "db" | "now">): SQL<boolean> {
  const old = idsBefore(now() - OVERDUE_AFTER_MS);
  const open = db
    .select({ one: sql`1` })
    .from(occurrences)
    .where(and(eq(occurrences.portfolioId, portfolios.id), isNull(occurrences.finishedAt), lt(occurrences.id, old)));
  return sql<boolean>`${exists(open)}`;
}
