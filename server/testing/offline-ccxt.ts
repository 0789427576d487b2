/** What a ccxt client needs before it builds a request: keys of the right shape, one market, and a limiter that never waits. */
import type { Exchange } from "ccxt";
import { asAmount } from "@/server/exchanges/ccxt/client/client";
import type { HostLimiter } from "@/server/exchanges/ccxt/client/limiter";

export const CREDENTIALS = {
  apiKey: "k".repeat(32),
  secret: Buffer.from("s".repeat(32)).toString("base64"),
  password: "p",
  uid: "u",
};

export const FREE: HostLimiter = { take: async () => undefined, record: () => undefined, bannedForMs: () => 0 };

/** Binance's answer about a key that may trade on spot and nothing else. */
export const SPOT_ONLY = {
  enableReading: true,
  enableSpotAndMarginTrading: true,
  enableWithdrawals: false,
  enableInternalTransfer: false,
  permitsUniversalTransfer: false,
  enableMargin: false,
  enableFutures: false,
};

/** BTC/USDT is the one market, and the account is of the kind some exchanges would be queried for first. */
export function setSpotMarket(exchange: Exchange): void {
  exchange.setMarkets([
    exchange.safeMarketStructure({
      id: "BTCUSDT",
      symbol: "BTC/USDT",
      base: "BTC",
      quote: "USDT",
      baseId: "BTC",
      quoteId: "USDT",
      type: "spot",
      spot: true,
      active: true,
      precision: { amount: asAmount("0.00001"), price: asAmount("0.01") },
      limits: { amount: {}, price: {}, cost: {}, leverage: {} },
      info: { orderTypes: ["LIMIT"], altname: "XBTUSDT" },
    }),
  ]);
  Object.assign(exchange.options, { enableUnifiedMargin: false, enableUnifiedAccount: true, uta: false });
}
