/**
 * The world changes between a proposal and its approval, or between the approval and the first order: nothing is sent,
 * and what is right now is offered. Each world here lost money before: the plan was executed on what was no more.
 */
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { policyVersions, rebalances } from "@/drizzle/schema";
import type { OrderReport, Policy } from "@/lib/engine/model";
import { describeRefusal } from "@/lib/format/describe-refusal";
import { add, type Quantity, subtract } from "@/lib/money";
import { aSuspectPrice } from "@/lib/testing/builders";
import { WELL_BEHAVED } from "@/lib/testing/scripted-exchange";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, runWorld } from "@/server/testing/run-world";
import { PreconditionError } from "../../errors";
import { checkPortfolio } from "../../evaluation/check";
import { getPortfolioView } from "../../portfolio/get";
import { approveRebalance, leaveOutLegs, startAdvancing, stopAdvancing, whenQuiet } from "..";
import { getOwnedRebalance } from "../proposal/get-owned";
import { loadApprovedPart } from "../run/load-run";
import { checkAgain, reviewStart } from "./check-again";

const HALF_AND_HALF: Partial<Policy> = {
  targets: [
    { kind: "asset", asset: "BTC", weight: 0.5 },
    { kind: "asset", asset: "USDT", weight: 0.5 },
  ],
};

describeOnEachDatabase("looking again", (database) => {
  beforeEach(startAdvancing);
  afterEach(async () => {
    await whenQuiet();
    startAdvancing();
  });

  /** From now on the account shows this much more, or less, than what the exchange's own trades made of it. */
  function byHand(world: RunWorld, moved: Readonly<Record<string, string>>): void {
    const real = world.venue.fetchBalances;
    world.venue.fetchBalances = async () => {
      const rows = new Map((await real()).map((row) => [row.asset, row]));
      for (const [asset, by] of Object.entries(moved)) {
        const before = rows.get(asset)?.total ?? ("0" as Quantity);
        const total = by.startsWith("-") ? subtract(before, by.slice(1) as Quantity) : add(before, by as Quantity);
        rows.set(asset, { asset, total, free: total });
      }
      return [...rows.values()];
    };
  }

  async function refusalOf(work: Promise<unknown>): Promise<{ message: string; detail: Record<string, unknown> }> {
    const error = await work.then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof PreconditionError)) throw error ?? new Error("It was not refused.");
    return { message: error.message, detail: error.detail };
  }

  test("half a Bitcoin proposed, half sold by hand, then approved: no order, and nothing left to do", async () => {
    const world = await runWorld(database, { policy: HALF_AND_HALF, balances: { BTC: "1", USDT: "0" } });
    const { rebalanceId, planHash } = await world.propose();
    expect((await world.rebalance(rebalanceId)).plan.orders.map((leg) => `${leg.side} ${leg.base}`)).toEqual([
      "sell BTC",
    ]);
    byHand(world, { BTC: "-0.5", USDT: "24975" });
    const { message, detail } = await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash }));
    await whenQuiet();
    expect(world.venue.exchange.sent.size).toBe(0);
    expect(detail).toMatchObject({ reason: "world-changed", freshRebalanceId: null });
    expect(message).toContain("nothing to trade any more");
    expect((await world.rebalance(rebalanceId)).state).toBe("superseded");
  });

  const CHANGES: readonly { name: string; moved: Readonly<Record<string, string>> }[] = [
    { name: "a sale by hand", moved: { BTC: "-0.03", USDT: "1498" } },
    { name: "a small sale by hand", moved: { BTC: "-0.004", USDT: "199" } },
    { name: "a purchase by hand", moved: { ETH: "0.4", USDT: "-1000" } },
    { name: "a deposit of the quote asset", moved: { USDT: "500" } },
    { name: "a deposit of another target", moved: { SOL: "8" } },
    { name: "a withdrawal", moved: { BTC: "-0.02" } },
    { name: "half of the quote asset withdrawn", moved: { USDT: "-1000" } },
    { name: "an old order of the owner's that was filled", moved: { ETH: "0.2", USDT: "-500" } },
    { name: "an exchange of one target for another", moved: { BTC: "-0.01", SOL: "5" } },
  ];
  /** What nobody can explain is suspect first; then the proposal stands, and cannot be approved. */
  test.each(CHANGES)("$name: no order, and a fresh plan or a suspicion that is shown", async ({ moved }) => {
    const world = await runWorld(database);
    const { rebalanceId, planHash } = await world.propose();
    byHand(world, moved);
    const { detail } = await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash }));
    expect(world.venue.exchange.sent.size).toBe(0);
    if (detail.reason === "unconfirmed") return;
    expect(detail.reason).toBe("world-changed");
    expect(await world.rebalance(rebalanceId)).toMatchObject({
      state: "superseded",
      supersededBy: detail.freshRebalanceId,
    });
    const fresh = await world.rebalance(String(detail.freshRebalanceId));
    expect(fresh.state).toBe("proposed");
    expect(await checkAgain(world.ctx, await getOwnedRebalance(world.ctx, fresh.id))).toMatchObject({ kind: "same" });
  });

  test("what changes nothing refuses nothing: dust that came in, prices within the tolerance", async () => {
    const world = await runWorld(database);
    const { rebalanceId, planHash } = await world.propose();
    byHand(world, { USDT: "0.4", DOGE: "100" });
    world.setPrice("BTC/USDT", 50_150);
    world.setPrice("ETH/USDT", 2_495);
    expect(await approveRebalance(world.ctx, { rebalanceId, planHash })).toEqual({ state: "approved" });
  });

  test("a price of something that is not traded turns the plan, too", async () => {
    const targets: Policy["targets"] = [
      { kind: "asset", asset: "BTC", weight: 0.5 },
      { kind: "asset", asset: "ETH", weight: 0.25 },
      { kind: "asset", asset: "USDT", weight: 0.25 },
    ];
    const balances = { BTC: "0.1", ETH: "0.2", USDT: "4500" };
    const world = await runWorld(database, { policy: { targets }, balances });
    const { rebalanceId, planHash } = await world.propose();
    expect((await world.rebalance(rebalanceId)).plan.orders.map((leg) => leg.symbol)).toEqual(["ETH/USDT"]);
    world.setPrice("BTC/USDT", 46_000);
    const { detail } = await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash }));
    expect(detail).toMatchObject({ reason: "world-changed" });
    expect(world.venue.exchange.sent.size).toBe(0);
  });

  test("an open order of somebody else's that was not there", async () => {
    const world = await runWorld(database);
    const { rebalanceId, planHash } = await world.propose();
    const open: Partial<OrderReport> = { symbol: "ETH/USDT", side: "buy", venueOrderId: "x1", clientOrderId: "web_1" };
    world.venue.fetchOpenOrders = async () => [
      { ...open, state: "open", quantity: "1", filled: "0", fills: [], at: world.ctx.now() } as unknown as OrderReport,
    ];
    const { detail } = await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash }));
    expect(detail).toMatchObject({ reason: "world-changed", change: { kind: "foreign-order", symbol: "ETH/USDT" } });
    expect(world.venue.exchange.sent.size).toBe(0);
  });

  test("limits that were tightened meanwhile hold at approval: what they forbid is not sent", async () => {
    const world = await runWorld(database);
    const { rebalanceId, planHash } = await world.propose();
    const { policy } = await getOwnedRebalance(world.ctx, rebalanceId);
    const tight = { ...policy, limits: { ...policy.limits, cashMin: 0.5 } };
    await world.ctx.db
      .update(policyVersions)
      .set({ policy: tight })
      .where(eq(policyVersions.portfolioId, world.portfolioId));
    const { detail } = await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash }));
    expect(detail.reason).toBe("world-changed");
    expect(detail.freshRebalanceId).not.toBe(rebalanceId);
    expect((await world.rebalance(rebalanceId)).state).toBe("superseded");
    expect(world.venue.exchange.sent.size).toBe(0);
  });

  test("a venue that does not answer: nothing is sent, and the proposal stands", async () => {
    const world = await runWorld(database);
    const { rebalanceId, planHash } = await world.propose();
    world.venue.exchange.setManners({ ...WELL_BEHAVED, readFails: 1 });
    const { detail } = await refusalOf(approveRebalance(world.ctx, { rebalanceId, planHash }));
    expect(detail.reason).toBe("venue-unavailable");
    expect((await world.rebalance(rebalanceId)).state).toBe("proposed");
  });

  test("whoever approves is shown what is suspect", () => {
    const sentence = describeRefusal({ reason: "unconfirmed", suspects: [aSuspectPrice("BTC")] });
    expect(sentence).toContain("Bitcoin");
    expect(sentence).toContain("Nothing was sent");
  });

  test("the legs that were left out stay left out, in the next check and in the check at approval", async () => {
    const world = await runWorld(database);
    const { rebalanceId, planHash } = await world.propose();
    const view = await leaveOutLegs(world.ctx, { rebalanceId, planHash, legs: [{ asset: "ETH", side: "buy" }] });
    world.ctx.advance(5 * 60_000);
    const checked = await checkPortfolio(world.ctx, world.portfolioId);
    expect(checked.rebalanceId).toBe(rebalanceId);
    await approveRebalance(world.ctx, { rebalanceId, planHash: view.plan.planHash });
    await whenQuiet();
    const symbols = [...world.venue.exchange.orders.values()].map((order) => order.request.symbol);
    expect(symbols).toEqual(["BTC/USDT", "SOL/USDT"]);
  });

  test("a standing proposal is withdrawn by the first check that would not make it", async () => {
    const world = await runWorld(database, { policy: HALF_AND_HALF, balances: { BTC: "1", USDT: "0" } });
    const { rebalanceId } = await world.propose();
    byHand(world, { BTC: "-0.5", USDT: "24975" });
    world.ctx.advance(5 * 60_000);
    await checkPortfolio(world.ctx, world.portfolioId);
    expect(await world.rebalance(rebalanceId)).toMatchObject({
      state: "superseded",
      outcome: [{ kind: "withdrawn", why: "not-needed" }],
    });
    expect((await getPortfolioView(world.ctx, world.portfolioId)).status.kind).toBe("holding");
  });

  test("a check that could not read leaves a standing proposal alone", async () => {
    const world = await runWorld(database);
    const { rebalanceId } = await world.propose();
    world.venue.exchange.setManners({ ...WELL_BEHAVED, readFails: 1 });
    world.ctx.advance(5 * 60_000);
    const { decision } = await checkPortfolio(world.ctx, world.portfolioId);
    expect(decision).toMatchObject({ kind: "hold", reasons: [{ kind: "venue-down" }] });
    expect((await world.rebalance(rebalanceId)).state).toBe("proposed");
  });

  test("before the first order: a fresh approval's check counts, an older one is made again", async () => {
    const world = await runWorld(database);
    const { rebalanceId, planHash } = await world.propose();
    await stopAdvancing();
    await approveRebalance(world.ctx, { rebalanceId, planHash });
    const run = await loadApprovedPart(world.ctx.db, rebalanceId);
    const review = () => reviewStart(world.ctx, run);
    byHand(world, { BTC: "-0.03", USDT: "1498" });
    expect(await review()).toEqual({ kind: "same" });
    world.ctx.advance(6_000);
    expect(await review()).toMatchObject({ kind: "changed", change: { side: "sell", base: "BTC" } });
    world.venue.exchange.setManners({ ...WELL_BEHAVED, readFails: 1 });
    expect(await review()).toMatchObject({ kind: "failed" });
    await world.ctx.db.update(rebalances).set({ state: "settled" }).where(eq(rebalances.id, rebalanceId));
  });
});
