/** Rates between currencies: from the last checks, else from the venues, asked rarely and never for long. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { venues } from "@/drizzle/schema";
import { type Price, price } from "@/lib/money";
import { aMarket } from "@/lib/testing/builders";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { seedPortfolios } from "@/server/testing/many-portfolios";
import { createScriptedVenue } from "@/server/testing/scripted-venue";
import { loadIndex } from "./load-index";
import { loadPriceBook } from "./price-book";

const MINUTE = 60_000;

describeOnEachDatabase("loadPriceBook", (database) => {
  /** An exchange that quotes EUR/USDT at what `quoted` says; null: it does not answer. */
  async function world(quoted: { eur: string | null }) {
    let asked = 0;
    const ctx: TestContext = await testContext(database, {
      script: {
        "*": ({ venueId }) => {
          asked += 1;
          if (quoted.eur === null) throw new Error("The exchange does not answer.");
          const figure = price(quoted.eur);
          return createScriptedVenue({
            venueId,
            markets: [aMarket("EUR/USDT")],
            quotes: [{ symbol: "EUR/USDT", bid: figure, ask: figure, last: figure, at: ctx.now() }],
            balances: {},
            now: ctx.now,
          });
        },
      },
    });
    await seedPortfolios(ctx, [{ value: "1000" }]);
    await ctx.db.update(venues).set({ kind: "exchange", exchangeId: "binance" }).where(eq(venues.ownerId, ctx.ownerId));
    const rateOf = async () => (await loadPriceBook(ctx, await loadIndex(ctx), ["USDT"], "EUR")).get("USDT") ?? null;
    return { ctx, rateOf, asked: () => asked };
  }

  test("what no check has seen is asked of a venue once, and kept for minutes", async () => {
    const quoted = { eur: "1.25" as string | null };
    const { ctx, rateOf, asked } = await world(quoted);
    expect(await rateOf()).toBe("0.8");
    ctx.advance(9 * MINUTE);
    expect([await rateOf(), asked()]).toEqual(["0.8", 1]);
  });

  test("it is asked anew after that, while what it said before still stands; and when it is silent", async () => {
    const quoted = { eur: "1.25" as string | null };
    const { ctx, rateOf, asked } = await world(quoted);
    await rateOf();
    quoted.eur = "2";
    ctx.advance(11 * MINUTE);
    expect(await rateOf()).toBe("0.8");
    expect([await rateOf(), asked()]).toEqual(["0.5", 2]);
    quoted.eur = null;
    ctx.advance(11 * MINUTE);
    await rateOf();
    expect(await rateOf()).toBe("0.5");
  });

  test("one that does not answer is tried again after a minute, not by every page", async () => {
    const quoted = { eur: null as string | null };
    const { ctx, rateOf, asked } = await world(quoted);
    expect([await rateOf(), await rateOf(), asked()]).toEqual([null, null, 1]);
    quoted.eur = "1.25";
    ctx.advance(2 * MINUTE);
    await rateOf();
    expect(await rateOf()).toBe("0.8" as Price);
  });
});
