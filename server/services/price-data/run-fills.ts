/**
 * A job's work: its own series, then whatever else waits. Jobs requested together wake the queue once, and the next one
 * would only be fetched half a minute later; each of them then finds its series done.
 */
import { and, asc, eq, isNull, notInArray } from "drizzle-orm";
import { candleSeries } from "@/drizzle/schema";
import { type FillDependencies, runFill } from "./run-fill";

const JUST_NOW_MS = 60_000;
/** Then the jobs that wait behind take over, so that none outlives the queue's patience. */
const RUN_MS_MAX = 5 * 60_000;

export async function runFills(deps: FillDependencies, seriesId: string, signal: AbortSignal): Promise<void> {
  const done = [seriesId];
  const startedAt = deps.now();
  if (!(await isJustFilled(deps, seriesId))) await runFill(deps, seriesId, signal);
  while (!signal.aborted && deps.now() - startedAt < RUN_MS_MAX) {
    const next = await findWaiting(deps, done);
    if (next === null) return;
    done.push(next);
    await runFill(deps, next, signal);
  }
}

async function isJustFilled({ db, now }: FillDependencies, seriesId: string): Promise<boolean> {
  const [row] = await db
    .select({ state: candleSeries.state, filledAt: candleSeries.filledAt })
    .from(candleSeries)
    .where(eq(candleSeries.id, seriesId));
  return row?.state === "complete" && row.filledAt !== null && now() - row.filledAt.getTime() < JUST_NOW_MS;
}

/** The series that waits longest; one whose trouble is being waited out has a job of its own for later. */
async function findWaiting({ db }: FillDependencies, done: readonly string[]): Promise<string | null> {
  const [row] = await db
    .select({ id: candleSeries.id })
    .from(candleSeries)
    .where(
      and(
        eq(candleSeries.state, "waiting"),
        isNull(candleSeries.problem),
        isNull(candleSeries.importId),
        notInArray(candleSeries.id, [...done]),
      ),
    )
    .orderBy(asc(candleSeries.createdAt), asc(candleSeries.base))
    .limit(1);
  return row?.id ?? null;
}
