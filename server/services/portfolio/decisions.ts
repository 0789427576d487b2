/** The journal of checks, newest first: holds are described as fully as trades. */
import { and, count, desc, eq, gt, lt, sql } from "drizzle-orm";
import { evaluations, rebalances } from "@/drizzle/schema";
import type { Autonomy } from "@/lib/engine/model";
import type { Reader } from "@/lib/format";
import type { DecisionsInput } from "@/lib/schemas/portfolio";
import type { Database } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { describeVerdict } from "../evaluation/notify";
import { loadPortfolio } from "./get-owned";
import { readerOf } from "./reader";
import type { DecisionView } from "./types";

export const DECISIONS_PER_PAGE = 50;

export async function listDecisions(ctx: ServiceContext, input: DecisionsInput) {
  const { policy } = await loadPortfolio(ctx, input.portfolioId);
  const before = input.cursor === undefined ? null : Number(input.cursor);
  const entries = await loadDecisions(ctx.db, input.portfolioId, {
    reader: await readerOf(ctx),
    autonomy: policy.autonomy,
    count: DECISIONS_PER_PAGE,
    before: before !== null && Number.isFinite(before) ? before : null,
  });
  const last = entries.length === DECISIONS_PER_PAGE ? entries.at(-1) : undefined;
  return { entries, nextCursor: last ? String(last.at) : null };
}

export async function loadDecisions(
  db: Database,
  portfolioId: string,
  page: { reader: Reader; autonomy: Autonomy; count: number; before: number | null },
): Promise<readonly DecisionView[]> {
  const rows = await db
    .select({
      id: evaluations.id,
      at: evaluations.at,
      decision: evaluations.decision,
      rebalanceId: evaluations.rebalanceId,
      state: rebalances.state,
      tradeCount: sql<number | null>`jsonb_array_length(${rebalances.plan} -> 'orders')`,
    })
    .from(evaluations)
    .leftJoin(rebalances, eq(rebalances.id, evaluations.rebalanceId))
    .where(
      and(
        eq(evaluations.portfolioId, portfolioId),
        page.before === null ? undefined : lt(evaluations.at, new Date(page.before)),
      ),
    )
    .orderBy(desc(evaluations.at))
    .limit(page.count);
  return rows.map((row) => {
    // Written by commitEvaluation and by nothing else.
    const decision = row.decision;
    const rebalance = row.state === null ? null : { state: row.state, tradeCount: Number(row.tradeCount ?? 0) };
    const described = describeVerdict(
      { decision, autonomy: page.autonomy, rebalance },
      { ...page.reader, now: row.at.getTime() },
    );
    return {
      id: row.id,
      at: row.at.getTime(),
      outcome: decision.kind,
      ...described,
      checks: decision.checks,
      rebalanceId: row.rebalanceId,
    };
  });
}

interface Counted {
  upTo: number;
  total: number;
}
const countedByDatabase = new WeakMap<Database, Map<string, Counted>>();

/** How many checks there were. Checks are never removed, so only those since the last count are counted. */
export async function countDecisions(db: Database, portfolioId: string, lastAt: number | null): Promise<number> {
  const counted = countedByDatabase.get(db) ?? new Map<string, Counted>();
  countedByDatabase.set(db, counted);
  const known = counted.get(portfolioId);
  if (lastAt === null) return 0;
  if (known && known.upTo === lastAt) return known.total;
  const [row] = await db
    .select({ more: count() })
    .from(evaluations)
    .where(
      and(
        eq(evaluations.portfolioId, portfolioId),
        known ? gt(evaluations.at, new Date(known.upTo)) : undefined,
        sql`${evaluations.at} <= ${new Date(lastAt).toISOString()}::timestamptz`,
      ),
    );
  const total = (known?.total ?? 0) + (row?.more ?? 0);
  counted.set(portfolioId, { upTo: lastAt, total });
  return total;
}
