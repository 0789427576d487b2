/** Venues at the test exchange, over real HTTP. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { auditEntries, venues } from "@/drizzle/schema";
import { KEYS, type RunningExchange, runTestExchange } from "@/server/exchanges/ccxt/client/test-exchange";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { connectExchange } from "@/server/services/venue";
import { type TestContext, testContext } from "./context";
import type { TestDatabase } from "./database";

/** A fresh owner at an exchange with one account; what is read of the world is that of the running test. */
export function venueWorld(database: TestDatabase) {
  let exchange: RunningExchange;
  beforeAll(async () => {
    exchange = await runTestExchange();
  });
  afterAll(() => exchange.close());
  let ctx: TestContext;

  beforeEach(async () => {
    await exchange.send("reset");
    await exchange.send("accounts", { ...KEYS, balances: { BTC: "0.5", USDT: "1000" } });
    const directory = createVenueDirectory({ exchangeUrls: { binance: exchange.url } });
    ctx = await testContext(database, { venues: directory, startAt: Date.now() });
  });

  const connect = (credentials: Record<string, string> = KEYS) =>
    connectExchange(ctx, { exchangeId: "binance", name: "My Binance", credentials });
  const stored = () => ctx.db.select().from(venues).where(eq(venues.ownerId, ctx.ownerId));
  const actions = async () =>
    (await ctx.db.select().from(auditEntries).where(eq(auditEntries.ownerId, ctx.ownerId)))
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .map((entry) => entry.action);

  return {
    get ctx() {
      return ctx;
    },
    set ctx(other) {
      ctx = other;
    },
    get exchange() {
      return exchange;
    },
    connect,
    stored,
    actions,
  };
}
