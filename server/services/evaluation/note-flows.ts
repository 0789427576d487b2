/**
 * Tells deposits and withdrawals from trades. The ledger knows what each venue should hold: what it held when the
 * portfolio first looked, plus our fills. What a snapshot shows beyond that was moved by somebody: it is booked as a
 * flow, and the never-rebalanced yardstick gets it too, so that a deposit is never mistaken for a gain.
 * Not while a run is under way or its last fills are fresh (balances lag fills), nor for a venue with a problem.
 */
import { and, eq, gt, inArray, isNotNull, like, ne, or, sql } from "drizzle-orm";
import { fills, heldBaselines, postings, rebalances } from "@/drizzle/schema";
import { type AssetId, type Holding, RUNNING_REBALANCE_STATES, type Snapshot } from "@/lib/engine/model";
import type { Quantity } from "@/lib/money";
import { absolute, add, decimal, isLess, isNegative, isZero, multiply, negate, quantity, subtract } from "@/lib/money";
import type { Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { newId } from "../id";
import type { LoadedPortfolio } from "../portfolio/get-owned";

const FILLS_SETTLE_MS = 60_000;
/** Below this value (base currency) a difference is the venue's rounding, not a person's doing. */
const FLOW_VALUE_MIN = "0.05";

export const FLOW_ACCOUNTS = ["flow:deposit", "flow:withdrawal"] as const;

export async function noteFlows(
  tx: Transaction,
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  snapshot: Snapshot,
): Promise<void> {
  const portfolioId = loaded.portfolio.id;
  const [running] = await tx
    .select({ id: rebalances.id })
    .from(rebalances)
    .where(and(eq(rebalances.portfolioId, portfolioId), inArray(rebalances.state, [...RUNNING_REBALANCE_STATES])));
  if (running) return;
  const [recent] = await tx
    .select({ id: fills.id })
    .from(fills)
    .where(
      and(
        inArray(fills.venueId, ["", ...loaded.venues.map((venue) => venue.id)]),
        gt(fills.createdAt, new Date(ctx.now() - FILLS_SETTLE_MS)),
      ),
    )
    .limit(1);
  if (recent) return;

  const ledger = await ledgerBalances(tx, loaded);
  for (const venue of snapshot.venues) {
    if (venue.problem) continue;
    const account = `venue:${venue.venueId}`;
    const known = ledger.get(account);
    const actual = quantitiesOf(snapshot.holdings.filter((holding) => holding.venueId === venue.venueId));
    await bookDifferences(tx, portfolioId, account, known ?? null, actual, snapshot);
    ledger.delete(account);
  }
  // What is left are venues the portfolio no longer spans: their holdings have left it.
  const spanned = new Set(snapshot.venues.map((venue) => `venue:${venue.venueId}`));
  for (const [account, known] of ledger)
    if (!spanned.has(account)) await bookDifferences(tx, portfolioId, account, known, new Map(), snapshot);
}

type Quantities = Map<AssetId, Quantity>;

function quantitiesOf(holdings: readonly Holding[]): Quantities {
  const sums: Quantities = new Map();
  for (const { asset, quantity: held } of holdings) sums.set(asset, add(sums.get(asset) ?? quantity("0"), held));
  return sums;
}

/** What each venue should hold: our own lines, and other portfolios' fills at a venue we share since we look at it. */
async function ledgerBalances(tx: Transaction, { portfolio }: LoadedPortfolio): Promise<Map<string, Quantities>> {
  const rows = await tx
    .select({ account: postings.account, asset: postings.asset, total: sql<string>`sum(${postings.quantity})::text` })
    .from(postings)
    .where(
      and(
        like(postings.account, "venue:%"),
        or(
          eq(postings.portfolioId, portfolio.id),
          and(
            ne(postings.portfolioId, portfolio.id),
            isNotNull(postings.fillId),
            gt(postings.at, portfolio.createdAt),
            sql`${postings.account} in (select account from ${postings} as own where own.portfolio_id = ${portfolio.id})`,
          ),
        ),
      ),
    )
    .groupBy(postings.account, postings.asset);
  const balances = new Map<string, Quantities>();
  for (const { account, asset, total } of rows) {
    const assets = balances.get(account) ?? new Map();
    balances.set(account, assets.set(asset, decimal<Quantity>(total)));
  }
  return balances;
}

async function bookDifferences(
  tx: Transaction,
  portfolioId: string,
  account: string,
  known: Quantities | null,
  actual: Quantities,
  snapshot: Snapshot,
): Promise<void> {
  const priceOf = new Map(snapshot.prices.map((price) => [price.asset, price.price]));
  const at = new Date(snapshot.takenAt);
  for (const asset of new Set([...(known?.keys() ?? []), ...actual.keys()])) {
    const moved = subtract(actual.get(asset) ?? quantity("0"), known?.get(asset) ?? quantity("0"));
    if (isZero(moved)) continue;
    const price = priceOf.get(asset);
    const isRounding =
      known !== null && price !== undefined && isLess(multiply(absolute(moved), price), FLOW_VALUE_MIN);
    const source = known === null ? "opening" : isRounding ? "rounding" : isNegative(moved) ? "withdrawal" : "deposit";
    const entry = { portfolioId, entryId: newId(snapshot.takenAt), asset, at };
    await tx.insert(postings).values([
      { ...entry, id: newId(snapshot.takenAt), account, quantity: moved },
      { ...entry, id: newId(snapshot.takenAt), account: `flow:${source}`, quantity: negate(moved) },
    ]);
    await tx
      .insert(heldBaselines)
      .values({ portfolioId, asset, quantity: moved })
      .onConflictDoUpdate({
        target: [heldBaselines.portfolioId, heldBaselines.asset],
        set: { quantity: sql`${heldBaselines.quantity} + excluded.quantity` },
      });
  }
}
