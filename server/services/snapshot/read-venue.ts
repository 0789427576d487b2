/**
 * Reads from one venue what a snapshot needs, in two steps: balances and markets first, because they say which quotes
 * to query. A failure is a value here: the other venues' answers still count.
 */
import type { Balance, Market, OpenOrder, Quote } from "@/lib/engine/model";
import { isZero, maximum, type Quantity, quantity, subtract } from "@/lib/money";
import type { Venue } from "@/server/exchanges/venue";
import type { ServiceContext } from "../context";
import type { VenueRow } from "../venue/get";
import { openVenueRow } from "../venue/open";
import { troubleOf, unreadable, type VenueTrouble } from "../venue/trouble-of";
import { withTimeout } from "./timeout";

export const READ_TIMEOUT_MS = 12_000;

export type Answer<T> = { kind: "ok"; value: T } | { kind: "failed"; trouble: VenueTrouble };

export interface VenueAccount {
  row: VenueRow;
  venue: Venue;
  balances: readonly Balance[];
  markets: readonly Market[];
  /** Just before its balances were queried, epoch ms. */
  queriedAt: number;
  latencyMs: number;
}

export interface VenuePrices {
  quotes: readonly Quote[];
  openOrders: readonly OpenOrder[];
}

export async function readAccount(ctx: ServiceContext, row: VenueRow): Promise<Answer<VenueAccount>> {
  return answered(ctx, row, async () => {
    const venue = await openVenueRow(ctx, row);
    const startedAt = ctx.now();
    let latencyMs = 0;
    const [balances, markets] = await Promise.all([
      venue.fetchBalances().then((answer) => {
        latencyMs = Math.max(Math.round(ctx.now() - startedAt), 0);
        return answer;
      }),
      venue.loadMarkets(),
    ]);
    return {
      row,
      venue,
      balances: balances.filter((balance) => !isZero(balance.total)),
      markets,
      queriedAt: startedAt,
      latencyMs,
    };
  });
}

export async function readPrices(
  ctx: Pick<ServiceContext, "now">,
  account: VenueAccount,
  symbols: readonly string[],
): Promise<Answer<VenuePrices>> {
  if (symbols.length === 0) return { kind: "ok", value: { quotes: [], openOrders: [] } };
  return answered(ctx, account.row, async () => {
    const [quotes, reports] = await Promise.all([
      account.venue.fetchQuotes(symbols),
      account.venue.fetchOpenOrders(symbols),
    ]);
    const openOrders = reports.map((report) => ({
      venueId: account.row.id,
      symbol: report.symbol,
      side: report.side,
      remaining: remainingOf(report.quantity, report.filled),
      venueOrderId: report.venueOrderId,
      clientOrderId: report.clientOrderId || null,
    }));
    return { quotes, openOrders };
  });
}

async function answered<T>(
  ctx: Pick<ServiceContext, "now">,
  row: VenueRow,
  work: () => Promise<T>,
): Promise<Answer<T>> {
  try {
    return { kind: "ok", value: await withTimeout(work(), READ_TIMEOUT_MS, row.name) };
  } catch (error) {
    return { kind: "failed", trouble: troubleOf(error, ctx.now()) ?? { problem: unreadable(row, error) } };
  }
}

const remainingOf = (whole: Quantity, filled: Quantity): Quantity => maximum(subtract(whole, filled), quantity("0"));
