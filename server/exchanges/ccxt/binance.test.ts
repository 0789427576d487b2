import { describeConformance } from "../conformance";
import { createVenueDirectory } from "../directory";
import { KEYS, runTestExchange } from "./client/test-exchange";

describeConformance("Binance through ccxt, over HTTP", async () => {
  const exchange = await runTestExchange();
  await exchange.send("accounts", { ...KEYS, balances: { BTC: "1", USDT: "50000" } });
  const exchangeUrls = { binance: exchange.url };
  const spec = { kind: "exchange", venueId: "b", name: "Binance", exchangeId: "binance", credentials: KEYS } as const;
  const directory = createVenueDirectory({ exchangeUrls });
  return {
    venue: await directory.open(spec),
    symbol: "BTC/USDT",
    reopen: () => createVenueDirectory({ exchangeUrls }).open(spec),
    close: async () => {
      await directory.close();
      exchange.close();
    },
  };
});
