/** The shared market list with this account's own fees, where the exchange reports them. */
import type { Market } from "@/lib/engine/model";
import type { Rate } from "@/lib/money";
import type { Client } from "../client/client";
import type { Read } from "../client/read";
import { figure } from "../orders/normalize";

const FEES_AGE_MS_MAX = 6 * 3_600_000;

interface AccountFees {
  at: number;
  rates: ReadonlyMap<string, { taker: Rate; maker: Rate }>;
}

/** Fees are an estimate for the plan: a key that may not read them still trades, at the market's usual ones. */
async function readFees(client: Client, read: Read): Promise<AccountFees["rates"]> {
  const rates = new Map<string, { taker: Rate; maker: Rate }>();
  if (client.exchange.has.fetchTradingFees !== true) return rates;
  try {
    const fees = await read<Record<string, { taker?: unknown; maker?: unknown } | undefined>>((exchange) =>
      exchange.fetchTradingFees(),
    );
    for (const [symbol, fee] of Object.entries(fees)) {
      const taker = figure<Rate>(fee?.taker);
      if (taker !== null) rates.set(symbol, { taker, maker: figure<Rate>(fee?.maker) ?? taker });
    }
  } catch {
    return new Map();
  }
  return rates;
}

export function createAccountMarkets(venueId: string, client: Client, read: Read, now: () => number) {
  let fees: AccountFees | null = null;
  let known: { from: readonly Market[]; fees: AccountFees; markets: readonly Market[] } | null = null;

  return async (from: readonly Market[]): Promise<readonly Market[]> => {
    if (!fees || now() - fees.at >= FEES_AGE_MS_MAX) fees = { at: now(), rates: await readFees(client, read) };
    if (known && known.from === from && known.fees === fees) return known.markets;
    const { rates } = fees;
    const markets = from.map((market) => {
      const own = rates.get(market.symbol);
      return { ...market, venueId, ...(own ? { takerFeeRate: own.taker, makerFeeRate: own.maker } : {}) };
    });
    known = { from, fees, markets };
    return markets;
  };
}
