/** What was declined or stopped rests, until drift has grown, a time is over, or its owner takes it back. */
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rebalances } from "@/drizzle/schema";
import { describeOnEachDatabase } from "@/server/testing/database";
import { banded, checkAfter, FIRST, goTo, monthly, proposals, work } from "@/server/testing/pending-world";
import type { RunWorld } from "@/server/testing/run-world";
import { PreconditionError } from "../errors";
import { evaluatePortfolio } from "../evaluation/evaluate";
import { checkNow } from "../portfolio/check-now";
import { getPortfolioView } from "../portfolio/get";
import { declineRebalance, replanRebalance, startAdvancing, stopRebalance, whenQuiet } from "../rebalance";
import { resumeDeclined } from ".";

const MINUTE = 60_000;
const DAY = 86_400_000;

describeOnEachDatabase("what its owner declined", (database) => {
  beforeEach(startAdvancing);
  afterEach(whenQuiet);

  async function declined(world: RunWorld, options: { until?: number } = {}) {
    const { rebalanceId } = await evaluatePortfolio(world.ctx, world.portfolioId);
    await declineRebalance(world.ctx, rebalanceId!, options);
    return rebalanceId!;
  }

  test("what was declined does not come back after five minutes, but when drift has grown by a step", async () => {
    const world = await banded(database);
    await declined(world);
    for (let turn = 0; turn < 5; turn += 1)
      expect((await checkAfter(world, 5 * MINUTE)).decision).toMatchObject({
        kind: "hold",
        reasons: [{ kind: "declined", step: 0.01 }],
      });
    world.setPrice("BTC/USDT", 50_500);
    expect((await checkAfter(world, 5 * MINUTE)).decision.kind).toBe("hold");
    world.setPrice("BTC/USDT", 54_000);
    expect((await checkAfter(world, 5 * MINUTE)).isNew).toBe(true);
    expect(await proposals(world)).toEqual(["declined", "proposed"]);
  });

  test("a declined occurrence rests, too, and the next one calls anew", async () => {
    const world = await monthly(database, "approve");
    goTo(world, FIRST);
    const { rebalanceId } = (await work(world))!;
    await declineRebalance(world.ctx, rebalanceId!);
    expect((await checkAfter(world, 5 * MINUTE)).decision).toMatchObject({
      reasons: [{ kind: "declined" }, { kind: "not-due" }],
    });
    goTo(world, Date.UTC(2026, 2, 1, 9));
    expect((await work(world))?.isNew).toBe(true);
  });

  test("a time of the owner's own ends the rest, and no drift before it", async () => {
    const world = await banded(database);
    await declined(world, { until: world.ctx.now() + 2 * DAY });
    world.setPrice("BTC/USDT", 54_400);
    world.ctx.advance(DAY);
    // The check requested for two days later is no reason to make none before.
    expect((await work(world))?.decision).toMatchObject({ reasons: [{ kind: "declined" }] });
    expect((await getPortfolioView(world.ctx, world.portfolioId)).status.kind).toBe("holding");
    expect((await checkAfter(world, DAY)).isNew).toBe(true);
  });

  test("a decline can be taken back", async () => {
    const world = await banded(database);
    await declined(world);
    expect((await getPortfolioView(world.ctx, world.portfolioId)).status).toMatchObject({
      kind: "holding",
      reasons: [{ kind: "declined" }],
    });
    await resumeDeclined(world.ctx, world.portfolioId);
    expect((await checkAfter(world, MINUTE)).isNew).toBe(true);
    await expect(resumeDeclined(world.ctx, world.portfolioId)).rejects.toThrow(PreconditionError);
  });

  test("another asset's band that breaks after a decline is a new call", async () => {
    const world = await banded(database, { band: { kind: "absolute", width: 0.105 } });
    await declined(world);
    // Ethereum falls out of its band, while drift as a whole grows by 0.6 points.
    world.setPrice("ETH/USDT", 2_380);
    const { decision, isNew } = await checkAfter(world, 5 * MINUTE);
    expect(decision.kind === "rebalance" && decision.reasons.map((reason) => "key" in reason && reason.key)).toContain(
      "ETH",
    );
    expect(isNew).toBe(true);
  });

  test.each([
    ["bands", "band"],
    ["a calendar", "occurrence"],
  ])("a person who only checks, after a decline of %s, is shown it; who wants a plan gets one", async (_name, kind) => {
    const world = kind === "band" ? await banded(database) : await monthly(database, "approve");
    if (kind !== "band") goTo(world, FIRST);
    const first = kind === "band" ? await evaluatePortfolio(world.ctx, world.portfolioId) : (await work(world))!;
    await declineRebalance(world.ctx, first.rebalanceId!);
    for (let turn = 0; turn < 2; turn += 1) {
      world.ctx.advance(5 * MINUTE);
      const { outcome, sentence } = await checkNow(world.ctx, world.portfolioId);
      expect(outcome, sentence).toBe("hold");
      expect(sentence).toContain("You declined this");
    }
    const { rebalanceId } = await replanRebalance(world.ctx, first.rebalanceId!);
    expect((await world.rebalance(rebalanceId)).state).toBe("proposed");
  });

  test("a proposal that a person had requested, declined, does not come back by requesting a check", async () => {
    const world = await monthly(database, "approve");
    const { rebalanceId } = await world.propose();
    await declineRebalance(world.ctx, rebalanceId);
    world.ctx.advance(5 * MINUTE);
    expect((await checkNow(world.ctx, world.portfolioId)).outcome).toBe("hold");
    await resumeDeclined(world.ctx, world.portfolioId);
    expect((await work(world))?.isNew).toBe(true);
  });

  test("a run its owner stopped rests like a decline", async () => {
    const world = await banded(database, { autonomy: "auto" });
    world.venue.beforeSubmit = async () => {
      const [running] = await world.ctx.db
        .select({ id: rebalances.id })
        .from(rebalances)
        .where(eq(rebalances.portfolioId, world.portfolioId));
      await stopRebalance(world.ctx, running!.id);
    };
    world.ctx.advance(5 * MINUTE);
    await work(world);
    world.venue.beforeSubmit = async () => {};
    expect(await proposals(world)).toEqual(["stopped"]);
    for (let turn = 0; turn < 3; turn += 1) await checkAfter(world, 5 * MINUTE);
    await whenQuiet();
    expect(await proposals(world)).toEqual(["stopped"]);
  });
});
