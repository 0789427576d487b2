/**
 * Adds a point to the value series: value, the buy-and-hold benchmark, drift and weights, all of one instant. The
 * newest check is always the last point, so that a chart ends where the page's figure is and the benchmark beside it
 * has the same deposits; the next check takes its place unless it is the first of its hour (every few minutes on a
 * portfolio's first day). A snapshot with a missing price or a silent venue makes no point: a gap is honest, a wrong
 * value is not.
 */
import { and, desc, eq } from "drizzle-orm";
import { holdBaselines, valuations } from "@/drizzle/schema";
import { type AssetId, type Policy, targetMembers } from "@/lib/engine/model";
import { holdValue } from "@/lib/engine/performance/hold-value";
import { isPositive } from "@/lib/money";
import type { Transaction } from "@/server/db/client";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import type { Finding } from "./finding";

const HOUR_MS = 3_600_000;
const FIRST_DAY_EVERY_MS = 4 * 60_000;

export async function recordValue(tx: Transaction, loaded: LoadedPortfolio, finding: Finding): Promise<void> {
  const { portfolio, policy } = loaded;
  const { snapshot, allocation, at } = finding;
  if (allocation.missing.length > 0 || !isPositive(allocation.value)) return;
  if (snapshot.venues.some((venue) => venue.problem)) return;
  const [last, before] = await tx
    .select({ at: valuations.at })
    .from(valuations)
    .where(eq(valuations.portfolioId, portfolio.id))
    .orderBy(desc(valuations.at))
    .limit(2);
  if (last && at <= last.at.getTime()) return;
  const isPassing =
    last && before && !isKeptPoint(before.at.getTime(), last.at.getTime(), portfolio.createdAt.getTime());
  if (isPassing)
    await tx.delete(valuations).where(and(eq(valuations.portfolioId, portfolio.id), eq(valuations.at, last.at)));

  const baseline = await tx.select().from(holdBaselines).where(eq(holdBaselines.portfolioId, portfolio.id));
  const counts = countedAssets(policy);
  const held = holdValue(
    baseline.filter((row) => counts(row.asset)).map((row) => ({ asset: row.asset, quantity: row.quantity })),
    snapshot.prices,
  );
  await tx
    .insert(valuations)
    .values({
      portfolioId: portfolio.id,
      at: new Date(at),
      value: allocation.value,
      holdValue: baseline.length > 0 ? held : null,
      portfolioDrift: allocation.portfolioDrift,
      weights: Object.fromEntries(
        allocation.drifts.map((row) => [row.key, [row.weight, row.target, row.band] as const]),
      ),
    })
    .onConflictDoNothing();
}

function isKeptPoint(lastAt: number, at: number, createdAt: number): boolean {
  if (Math.floor(at / HOUR_MS) > Math.floor(lastAt / HOUR_MS)) return true;
  return at - createdAt < 24 * HOUR_MS && at - lastAt >= FIRST_DAY_EVERY_MS;
}

/** Whether an asset counts in the portfolio's value under this policy. The quote asset always does: trades use it. */
export function countedAssets(
  policy: Pick<Policy, "targets" | "untargeted" | "quoteAsset">,
): (asset: AssetId) => boolean {
  if (policy.untargeted === "sell") return () => true;
  const counted = new Set([...policy.targets.flatMap(targetMembers), policy.quoteAsset]);
  return (asset) => counted.has(asset);
}
