import { beforeEach, expect, test } from "vitest";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { startOnPaper } from "../portfolio/start-on-paper";
import { importPrices } from "../price-data";
import { setUpLab } from "./set-up";

const DAY = 86_400_000;

describeOnEachDatabase("setting up the lab", (database) => {
  let ctx: TestContext;

  beforeEach(async () => {
    ctx = await testContext(database, { venues: createVenueDirectory({ now: () => ctx.now() }) });
  });

  test("an installation without a portfolio gets a template on simulated prices", async () => {
    const { spec, portfolio, sources } = await setUpLab(ctx, undefined);
    expect(portfolio).toBeNull();
    expect(spec).toMatchObject({
      name: "50 / 30 / 20",
      prices: { source: "simulated", quote: "USDT", timeframe: "1d" },
    });
    expect(sources.at(-1)).toMatchObject({ source: "simulated", isSimulated: true });
  });

  test("opens with the portfolio's own policy over three whole years", async () => {
    const { portfolioId } = await startOnPaper(ctx, { templateId: "bitcoin-ether", amount: "10000" });
    const { spec, portfolio } = await setUpLab(ctx, { portfolioId });
    expect(spec.strategies).toEqual([{ name: "Yours", policy: portfolio?.policy }]);
    const { start, end } = spec.period;
    expect(end! % DAY).toBe(0);
    expect(Math.round((end! - start!) / DAY)).toBeGreaterThan(1_090);
    expect(end!).toBeLessThan(ctx.now());
  });

  test("knows no portfolio of another owner", async () => {
    await expect(setUpLab(ctx, { portfolioId: "not-mine" })).rejects.toThrow("There is no such portfolio.");
  });

  test("lists an owner's file before the simulated market", async () => {
    const text = "date,BTC,ETH\n2024-01-01,1,2\n2024-01-02,2,3\n2024-01-03,2,4";
    const { importId } = await importPrices(ctx, { name: "closes.csv", text });
    const { sources } = await setUpLab(ctx, undefined);
    expect(sources[0]).toMatchObject({ source: `import:${importId}`, name: "closes.csv", timeframes: ["1d"] });
    expect(sources[0]?.assets.map(({ asset }) => asset).toSorted()).toEqual(["BTC", "ETH"]);
  });
});
