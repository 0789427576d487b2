import type { RunningExchange } from "@/server/exchanges/ccxt/client/test-exchange";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { type TestContext, testContext } from "./context";
import type { TestDatabase } from "./database";

/** An owner whose Binance is the test exchange, both as if nothing had happened. */
export async function exchangeContext(
  exchange: RunningExchange,
  database: TestDatabase,
  startAt: number,
): Promise<TestContext> {
  await exchange.send("reset");
  await database.clear();
  // The directory's clock is the real one; waiting costs no time.
  return testContext(database, { venues: createVenueDirectory({ exchangeUrls: { binance: exchange.url } }), startAt });
}
