import type { ReadQuote } from "@/lib/engine/execution/run";
import type { Plan } from "@/lib/engine/model";
import { urgently } from "@/server/exchanges/urgent";
import { VenueError } from "@/server/exchanges/venue";
import { redactText } from "@/server/runtime/log";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { withTimeout } from "../snapshot/timeout";
import { openVenue } from "../venue/open";

const TIMEOUT_MS = 8_000;

/** Fresh quotes of every market a plan trades on, all venues at once; a symbol without a quote has null. */
export async function readPlanQuotes(ctx: ServiceContext, plan: Plan): Promise<readonly ReadQuote[]> {
  const byVenue = Map.groupBy(plan.orders, (order) => order.venueId);
  const read = [...byVenue].map(async ([venueId, orders]): Promise<readonly ReadQuote[]> => {
    const symbols = [...new Set(orders.map((order) => order.symbol))];
    const quotes = await ask(ctx, venueId, symbols);
    const readAt = ctx.now();
    return symbols.map((symbol) => ({
      venueId,
      symbol,
      quote: quotes.find((quote) => quote.symbol === symbol) ?? null,
      readAt,
    }));
  });
  return (await Promise.all(read)).flat();
}

async function ask(ctx: ServiceContext, venueId: string, symbols: readonly string[]) {
  try {
    const venue = await openVenue(ctx, venueId);
    return await withTimeout(
      urgently(() => venue.fetchQuotes(symbols)),
      TIMEOUT_MS,
      venue.label,
    );
  } catch (error) {
    if (!(error instanceof VenueError)) throw error;
    throw new PreconditionError(`Prices could not be checked, so nothing was sent: ${redactText(error.message)}`, {
      reason: "venue-unavailable",
    });
  }
}
