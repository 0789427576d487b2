/**
 * Separates deposits and withdrawals from trades. The ledger knows what each venue should hold: what it held when the
 * portfolio was first checked, plus our fills. What a snapshot shows beyond that was moved by somebody.
 * Not judged while a run is under way or its last fills are fresh (balances lag fills), nor for a venue with a problem.
 * Of an account divided by quantity the ledger is what the part is: there its owner says what moved (allotment/), and
 * only the venue's rounding is booked here.
 */
import { and, eq, gt, inArray, like, sql } from "drizzle-orm";
import { allotments, fills, postings, rebalances } from "@/drizzle/schema";
import {
  type AllotmentKind,
  type AssetId,
  type Holding,
  RUNNING_REBALANCE_STATES,
  type Snapshot,
} from "@/lib/engine/model";
import type { Quantity } from "@/lib/money";
import { absolute, add, decimal, isLess, isNegative, isZero, multiply, quantity, subtract } from "@/lib/money";
import type { Database, Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import type { CashFlow } from "./book-cash-flow";

export type { CashFlow } from "./book-cash-flow";

/** For so long after a fill balances may not show it yet. */
export const FILLS_SETTLE_MS = 60_000;
/** Below this value (base currency) a difference is the venue's rounding, not a person's doing. */
export const FLOW_VALUE_MIN = "0.05";

/** What moved since the ledger last knew; empty when nothing did, or when it cannot be judged now. */
export async function findFlows(
  db: Database | Transaction,
  ctx: Pick<ServiceContext, "now">,
  loaded: LoadedPortfolio,
  snapshot: Snapshot,
): Promise<readonly CashFlow[]> {
  const portfolioId = loaded.portfolio.id;
  const [running] = await db
    .select({ id: rebalances.id })
    .from(rebalances)
    .where(and(eq(rebalances.portfolioId, portfolioId), inArray(rebalances.state, [...RUNNING_REBALANCE_STATES])));
  if (running) return [];
  const venueIds = loaded.venues.map((venue) => venue.id);
  if (await hasFreshFills(db, venueIds, ctx.now())) return [];

  const ledger = await ledgerBalances(db, portfolioId);
  const kinds = await divisionKinds(db, portfolioId);
  const flows: CashFlow[] = [];
  for (const venue of snapshot.venues) {
    const kind = kinds.get(venue.venueId);
    // What was read under another division than the one in force says nothing about this portfolio's part.
    if (venue.problem || kind !== venue.allotment?.kind) continue;
    const account = `venue:${venue.venueId}`;
    const known = ledger.get(account);
    const actual = quantitiesOf(snapshot.holdings.filter((holding) => holding.venueId === venue.venueId));
    // What is suspect has neither come nor gone yet.
    const suspect = suspectAt(snapshot, venue.venueId);
    const moved = differences(account, known ?? null, actual, snapshot).filter((flow) => !suspect.has(flow.asset));
    flows.push(...(kind === "quantity" ? moved.filter(({ source }) => source === "rounding") : moved));
    ledger.delete(account);
  }
  // What is left are venues the portfolio no longer spans: their holdings have left it.
  const spanned = new Set(snapshot.venues.map((venue) => `venue:${venue.venueId}`));
  for (const [account, known] of ledger)
    if (!spanned.has(account)) flows.push(...differences(account, known, new Map(), snapshot));
  return flows;
}

const suspectAt = ({ suspects = [] }: Snapshot, venueId: string) =>
  new Set(
    suspects.flatMap((suspect) => (suspect.about === "balance" && suspect.venueId === venueId ? [suspect.asset] : [])),
  );

type Quantities = Map<AssetId, Quantity>;

function quantitiesOf(holdings: readonly Holding[]): Quantities {
  const sums: Quantities = new Map();
  for (const { asset, quantity: held } of holdings) sums.set(asset, add(sums.get(asset) ?? quantity("0"), held));
  return sums;
}

export async function hasFreshFills(
  db: Database | Transaction,
  venueIds: readonly string[],
  now: number,
): Promise<boolean> {
  const [recent] = await db
    .select({ id: fills.id })
    .from(fills)
    .where(and(inArray(fills.venueId, ["", ...venueIds]), gt(fills.createdAt, new Date(now - FILLS_SETTLE_MS))))
    .limit(1);
  return recent !== undefined;
}

/** What each venue should hold for this portfolio, by its own lines: fills of others are theirs. */
async function ledgerBalances(db: Database | Transaction, portfolioId: string): Promise<Map<string, Quantities>> {
  const rows = await db
    .select({ account: postings.account, asset: postings.asset, total: sql<string>`sum(${postings.quantity})::text` })
    .from(postings)
    .where(and(eq(postings.portfolioId, portfolioId), like(postings.account, "venue:%")))
    .groupBy(postings.account, postings.asset);
  const balances = new Map<string, Quantities>();
  for (const { account, asset, total } of rows) {
    const assets = balances.get(account) ?? new Map();
    balances.set(account, assets.set(asset, decimal<Quantity>(total)));
  }
  return balances;
}

async function divisionKinds(
  db: Database | Transaction,
  portfolioId: string,
): Promise<ReadonlyMap<string, AllotmentKind>> {
  const rows = await db
    .select({ venueId: allotments.venueId, kind: allotments.kind })
    .from(allotments)
    .where(eq(allotments.portfolioId, portfolioId));
  return new Map(rows.map((row) => [row.venueId, row.kind]));
}

function differences(account: string, known: Quantities | null, actual: Quantities, snapshot: Snapshot): CashFlow[] {
  const priceOf = new Map(snapshot.prices.map((price) => [price.asset, price.price]));
  const flows: CashFlow[] = [];
  for (const asset of new Set([...(known?.keys() ?? []), ...actual.keys()])) {
    const moved = subtract(actual.get(asset) ?? quantity("0"), known?.get(asset) ?? quantity("0"));
    if (isZero(moved)) continue;
    const price = priceOf.get(asset);
    const isRounding =
      known !== null && price !== undefined && isLess(multiply(absolute(moved), price), FLOW_VALUE_MIN);
    const source = known === null ? "opening" : isRounding ? "rounding" : isNegative(moved) ? "withdrawal" : "deposit";
    flows.push({ account, asset, quantity: moved, source });
  }
  return flows;
}
