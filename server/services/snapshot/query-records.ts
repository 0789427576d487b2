/**
 * Queries an exchange's own records for what may explain a balance: transfers, and trades that were not ours. Only
 * while something is suspect. What they do not hold, or do not answer, is no evidence.
 */
import { and, eq, inArray } from "drizzle-orm";
import { orders } from "@/drizzle/schema";
import type { BalanceChange } from "@/lib/engine/confirm/judge-balances";
import { FILL_LAG_MS } from "@/lib/engine/confirm/terms";
import { type AccountTrade, type AssetId, BRIDGES, type Market, type Transfer } from "@/lib/engine/model";
import { multiply, negate, type Quantity } from "@/lib/money";
import type { Database } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { READ_TIMEOUT_MS, type VenueAccount } from "./read-venue";
import { withTimeout } from "./timeout";

/** A page of symbols, not the whole exchange. */
const SYMBOLS_MAX = 12;

export async function queryRecords(
  { db }: Pick<ServiceContext, "db">,
  { row, venue, markets }: VenueAccount,
  assets: readonly AssetId[],
  since: number,
): Promise<readonly BalanceChange[] | null> {
  const from = since - FILL_LAG_MS;
  const [transfers, trades] = await Promise.all([
    orNull(venue.fetchTransfers?.(from), row.name),
    orNull(venue.fetchAccountTrades?.(symbolsOf(assets, markets), from), row.name),
  ]);
  if (transfers === null && trades === null) return null;
  const ours = await ownOrderIds(db, row.id, trades ?? []);
  const foreign = (trades ?? []).filter((trade) => !ours.has(trade.venueOrderId));
  return [...(transfers ?? []).map(ofTransfer), ...foreign.flatMap(ofTrade)];
}

/** Our own fills are booked already; the same trade in the records must not count twice. */
async function ownOrderIds(
  db: Database,
  venueId: string,
  trades: readonly AccountTrade[],
): Promise<ReadonlySet<string>> {
  const named = [...new Set(trades.map((trade) => trade.venueOrderId))];
  if (named.length === 0) return new Set();
  const rows = await db
    .select({ id: orders.venueOrderId })
    .from(orders)
    .where(and(eq(orders.venueId, venueId), inArray(orders.venueOrderId, named)));
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

async function orNull<T>(answer: Promise<T | null> | undefined, name: string): Promise<T | null> {
  if (answer === undefined) return null;
  return withTimeout(answer, READ_TIMEOUT_MS, name).catch(() => null);
}

/** Markets in which the suspect assets are usually traded: against money and the large coins. */
function symbolsOf(assets: readonly AssetId[], markets: readonly Market[]): readonly string[] {
  const suspect = new Set(assets);
  const usual = new Set(BRIDGES);
  return markets
    .filter(
      ({ base, quote, isActive }) =>
        isActive && ((suspect.has(base) && usual.has(quote)) || (suspect.has(quote) && usual.has(base))),
    )
    .map((market) => market.symbol)
    .slice(0, SYMBOLS_MAX);
}

const ofTransfer = ({ kind, asset, quantity, at }: Transfer): BalanceChange => ({
  asset,
  quantity: kind === "deposit" ? quantity : negate(quantity),
  at,
});

/** Fees aside: what is left of them is inside the tolerance of a fall. */
function ofTrade({ symbol, side, quantity, price, at }: AccountTrade): BalanceChange[] {
  const [base = "", quote = ""] = symbol.split("/");
  const paid = multiply<Quantity>(quantity, price);
  const [gained, given] = side === "buy" ? [quantity, negate(paid)] : [negate(quantity), paid];
  return [
    { asset: base, quantity: gained, at },
    { asset: quote, quantity: given, at },
  ];
}
