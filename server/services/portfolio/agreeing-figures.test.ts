/** One instant, one figure: what the banner says is what the rows of the page say, also of an older proposal. */
import { expect, test } from "vitest";
import { describeTarget, shownDrift } from "@/lib/format";
import { shownAssetWeights, shownWeights } from "@/lib/format/shown-weights";
import { describeOnEachDatabase } from "@/server/testing/database";
import { runWorld } from "@/server/testing/run-world";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { getPortfolioView } from "./get";

describeOnEachDatabase("the figures of a portfolio's page", (database) => {
  test("a standing proposal is told with the figures of the last check", async () => {
    const world = await runWorld(database);
    const { rebalanceId } = await world.propose();
    const proposed = (await world.rebalance(rebalanceId)).reasons.find((reason) => reason.kind === "band-broken");
    world.ctx.advance(60_000);
    world.setPrice("BTC/USDT", 50_150);
    world.setPrice("ETH/USDT", 2_500);
    world.setPrice("SOL/USDT", 100);
    const again = await evaluatePortfolio(world.ctx, world.portfolioId);
    expect(again).toMatchObject({ rebalanceId, isNew: false });

    const view = await getPortfolioView(world.ctx, world.portfolioId);
    const bitcoin = view.allocation.find((row) => row.key === "BTC")!;
    const share = shownWeights(view.allocation).get("BTC")!;
    const asRow = `Bitcoin is ${describeTarget(bitcoin, shownDrift(share, bitcoin.target))}.`;
    expect(view.status).toMatchObject({
      kind: "proposed",
      headline: asRow,
      driftBefore: view.portfolioDrift,
    });
    // The proposal's own figure is another by now.
    expect(proposed?.kind === "band-broken" && proposed.excess).not.toBeCloseTo(bitcoin.drift - bitcoin.band, 6);
  });

  test("allocation and holdings show the same weight of an asset, and each adds up to 100.0 %", async () => {
    const world = await runWorld(database);
    await world.propose();
    const { allocation, holdings } = await getPortfolioView(world.ctx, world.portfolioId);
    const targets = shownWeights(allocation);
    const assets = shownAssetWeights(allocation);
    for (const { asset, weight } of holdings) {
      expect(assets.get(asset)).toBe(targets.get(asset));
      expect(Math.abs((assets.get(asset) ?? 0) - (weight ?? 0))).toBeLessThan(0.001);
    }
    for (const shown of [targets, assets])
      expect([...shown.values()].reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
  });
});
