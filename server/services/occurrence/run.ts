import { gte, sql } from "drizzle-orm";
import { evaluations, rebalances } from "@/drizzle/schema";
import type { ServiceContext } from "../context";
import { type Checked, checkPortfolio } from "../evaluation/check";
import { hasRunEnded } from "../evaluation/has-run-ended";
import { claimOccurrences, releaseOccurrences } from "./claim";

/**
 * Runs one check for all of a portfolio's due occurrences, or because a run has ended since the last check; null when
 * neither is so.
 * A failure gives the occurrences back: the next wake-up runs them, late but once.
 */
export async function runDueOccurrences(ctx: ServiceContext, portfolioId: string): Promise<Checked | null> {
  const occurrences = await claimOccurrences(ctx, portfolioId);
  if (occurrences.length === 0 && !(await hasEndedSinceLastCheck(ctx, portfolioId))) return null;
  try {
    return await checkPortfolio(ctx, portfolioId, { occurrences });
  } catch (error) {
    await releaseOccurrences(ctx, occurrences);
    throw error;
  }
}

/** A check now, whether or not a worker was quicker with the occurrence that called for it. */
export async function checkAtOnce(ctx: ServiceContext, portfolioId: string): Promise<Checked> {
  return (await runDueOccurrences(ctx, portfolioId)) ?? checkPortfolio(ctx, portfolioId);
}

/** After a run the portfolio is another one: value, drift and the banner start from a fresh check. */
async function hasEndedSinceLastCheck({ db }: Pick<ServiceContext, "db">, portfolioId: string): Promise<boolean> {
  const lastCheck = sql`coalesce((select max(${evaluations.at}) from ${evaluations} where ${evaluations.portfolioId} = ${portfolioId}), '-infinity')`;
  return hasRunEnded(db, portfolioId, gte(rebalances.finishedAt, lastCheck));
}
