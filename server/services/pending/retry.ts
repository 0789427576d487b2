/**
 * After a run that fell short: what it was for stays open, pauses, and is tried again. Pauses grow; three runs in a row
 * whose orders brought nothing, or eight that fell short, end the trying, and the owner is notified. Leaving the market
 * for the safe asset is never given up: it goes on with the longest pause.
 */
import { and, desc, eq, exists, inArray, isNotNull, sql } from "drizzle-orm";
import { orders, pendingRebalances, rebalances } from "@/drizzle/schema";
import { isPositive } from "@/lib/money";
import type { Transaction } from "@/server/db/client";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { requestCheck } from "../occurrence/request-check";
import { LIVE_STATES } from "./load";

const MINUTE = 60_000;
export const RETRY_PAUSES_MS = [MINUTE, 5 * MINUTE, 15 * MINUTE];
export const FRUITLESS_RUNS_MAX = 3;
const ATTEMPTS_MAX = 8;
/** What was given up is not called for again by the same broken band before this. */
const GIVEN_UP_FOR_MS = 24 * 60 * MINUTE;

export const retryPauseMs = (attempts: number): number => RETRY_PAUSES_MS[attempts - 1] ?? RETRY_PAUSES_MS.at(-1)!;

type PendingRow = typeof pendingRebalances.$inferSelect;

export async function retryPending(
  tx: Transaction,
  ctx: Pick<ServiceContext, "actor" | "now">,
  portfolioId: string,
  ids: readonly string[],
  at: number,
): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx
    .select()
    .from(pendingRebalances)
    .where(and(inArray(pendingRebalances.id, [...ids]), inArray(pendingRebalances.state, [...LIVE_STATES])));
  if (rows.length === 0) return;
  const fruitless = await countFruitless(tx, portfolioId, ids);
  const isLeaving = rows.some((row) => row.kind === "stop");
  const attempts = Math.max(...rows.map((row) => row.attempts)) + 1;
  const isOver = !isLeaving && (fruitless >= FRUITLESS_RUNS_MAX || attempts >= ATTEMPTS_MAX);
  if (isOver) return giveUp(tx, ctx, portfolioId, rows, { attempts, fruitless, at });
  const restUntil = at + retryPauseMs(attempts);
  await setAll(tx, rows, { attempts, restUntil: new Date(restUntil) });
  await requestCheck(tx, portfolioId, at, restUntil);
}

/** Runs in a row, the newest first, for any of these, that sent orders and brought nothing. */
async function countFruitless(tx: Transaction, portfolioId: string, ids: readonly string[]): Promise<number> {
  const sent = tx
    .select({ one: sql`1` })
    .from(orders)
    .where(and(eq(orders.rebalanceId, rebalances.id), isNotNull(orders.intentAt)));
  const runs = await tx
    .select({ achieved: rebalances.achieved, pendingIds: rebalances.pendingIds })
    .from(rebalances)
    .where(
      and(
        eq(rebalances.portfolioId, portfolioId),
        isNotNull(rebalances.achieved),
        exists(sent),
        sql`${rebalances.pendingIds} ?| array[${sql.join(
          ids.map((id) => sql`${id}`),
          sql`, `,
        )}]`,
      ),
    )
    .orderBy(desc(rebalances.finishedAt))
    .limit(FRUITLESS_RUNS_MAX);
  const fruitful = runs.findIndex((run) => run.achieved !== null && isPositive(run.achieved.tradedBase));
  return fruitful < 0 ? runs.length : fruitful;
}

async function giveUp(
  tx: Transaction,
  ctx: Pick<ServiceContext, "actor" | "now">,
  portfolioId: string,
  rows: readonly PendingRow[],
  { attempts, fruitless, at }: { attempts: number; fruitless: number; at: number },
): Promise<void> {
  await setAll(tx, rows, {
    state: "given-up",
    attempts,
    settledAt: new Date(at),
    restUntil: new Date(at + GIVEN_UP_FOR_MS),
  });
  await recordAudit(
    tx,
    ctx,
    {
      action: "rebalance.give-up",
      attempts,
      fruitless: fruitless >= FRUITLESS_RUNS_MAX ? fruitless : null,
      pendingIds: rows.map((row) => row.id),
    },
    { subjectKind: "portfolio", subjectId: portfolioId, portfolioId },
  );
}

async function setAll(
  tx: Transaction,
  rows: readonly PendingRow[],
  values: Partial<typeof pendingRebalances.$inferInsert>,
): Promise<void> {
  await tx
    .update(pendingRebalances)
    .set(values)
    .where(
      inArray(
        pendingRebalances.id,
        rows.map((row) => row.id),
      ),
    );
}
