import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { evaluations, rebalances } from "@/drizzle/schema";
import type { Decision, Policy, Snapshot } from "@/lib/engine/model";
import { advanceRebalance, startAdvancing } from "@/server/services/rebalance";
import type { TestContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { openOnPaper, paperContext } from "@/server/testing/paper-portfolio";
import { importCapitalisations } from "../capitalisation";
import { PreconditionError } from "../errors";
import { checkPortfolio } from "../evaluation/check";
import { previewPolicy } from "../policy/preview";
import { restartStop } from "../portfolio/restart-stop";
import { setBalance } from "../venue/set-balance";

const HOUR = 3_600_000;
const THREE: Policy["targets"] = [
  { kind: "asset", asset: "BTC", weight: 0.4 },
  { kind: "asset", asset: "ETH", weight: 0.4 },
  { kind: "asset", asset: "USDT", weight: 0.2 },
];
const MONTHLY = { weightMin: 0, weightMax: 1, bound: null, safe: null, cron: "0 9 1 * *", timeZone: "UTC" } as const;

describeOnEachDatabase("moving policies, live on paper", (database) => {
  let ctx: TestContext;

  beforeEach(async () => {
    ctx = await paperContext(database);
    return startAdvancing;
  });

  const open = (change: Partial<Policy>) => openOnPaper(ctx, { targets: THREE, ...change });

  /** One check, and what the autopilot starts run to its end. */
  async function check(portfolioId: string): Promise<Decision> {
    const done = await checkPortfolio(ctx, portfolioId);
    if (done.isExecuting && done.rebalanceId !== null) await advanceRebalance(ctx, done.rebalanceId);
    ctx.advance(2 * 60_000); // fills settle
    return done.decision;
  }

  async function lastSnapshot(portfolioId: string): Promise<Snapshot> {
    const rows = await ctx.db
      .select()
      .from(evaluations)
      .where(eq(evaluations.portfolioId, portfolioId))
      .orderBy(evaluations.at);
    return rows.at(-1)!.snapshot!;
  }

  test("inverse volatility: the calmer coin gets more, in the decision, the snapshot and the preview alike", async () => {
    const dynamic = { ...MONTHLY, rule: { kind: "inverse-volatility", lookbackDays: 90 }, fixed: ["USDT"] } as const;
    const { portfolioId, policy } = await open({ dynamic });
    const decision = await check(portfolioId);
    const weights = Object.fromEntries(decision.drifts.map((row) => [row.key, row.target]));
    expect(weights.BTC! + weights.ETH!).toBeCloseTo(0.8, 12);
    expect(weights.BTC!).toBeGreaterThan(weights.ETH!); // ether is the wilder one in the simulated market
    expect(weights.USDT).toBe(0.2);
    const { resolved } = await lastSnapshot(portfolioId);
    expect(resolved?.ok && resolved.resolved.rule).toMatchObject({
      kind: "inverse-volatility",
      asOf: Date.UTC(2026, 0, 1, 9),
    });

    const preview = await previewPolicy(ctx, { portfolioId, policy });
    expect(preview.resolved?.problems).toEqual([]);
    expect(preview.resolved?.targets.map((row) => [row.key, row.weight])).toEqual(Object.entries(weights));
    expect(preview.resolved?.targets[0]).toMatchObject({ name: "Bitcoin", written: 0.4, range: { low: 0, high: 1 } });
    expect(preview.resolved?.targets[2]).toMatchObject({ range: null });
    expect(preview.resolved?.rule?.nextAt).toBe(Date.UTC(2026, 1, 1, 9));
  });

  test("capitalisation: nothing is decided until the figures are there, and then by the owner's own", async () => {
    const dynamic = { ...MONTHLY, rule: { kind: "market-cap", exponent: 0.5 }, fixed: ["USDT"] } as const;
    const { portfolioId, policy } = await open({ dynamic });
    const before = await previewPolicy(ctx, { portfolioId, policy });
    expect(before.resolved?.problems).toMatchObject([{ part: "weights", fix: { href: "/settings#capitalisations" } }]);
    expect(await check(portfolioId)).toMatchObject({ kind: "hold", reasons: [{ kind: "policy-unresolved" }] });
    await importCapitalisations(ctx, { name: "caps.csv", text: "asset,value\nBTC,900\nETH,100\n" });
    const decision = await check(portfolioId);
    const weights = decision.drifts.map((row) => [row.key, Number(row.target.toFixed(9))]);
    expect(weights).toEqual([
      ["BTC", 0.6],
      ["ETH", 0.2],
      ["USDT", 0.2],
    ]); // sqrt 30 : 10 of 80 %
  });

  test("a deposit buys what it brought and no more; a withdrawal sells what it took", async () => {
    const { portfolioId, venueId } = await open({
      triggers: [{ kind: "cash-flow", shareMin: 0.02 }],
      destination: "target",
      cashBuffer: 0,
    });
    // The opening balance is no deposit; somebody requests it, nothing flows, nothing fires.
    expect(await check(portfolioId)).toMatchObject({ kind: "hold" });
    const cash = async () =>
      Number((await lastSnapshot(portfolioId)).holdings.find((row) => row.asset === "USDT")!.quantity);
    await setBalance(ctx, { venueId, asset: "BTC", quantity: "0.05" });
    await setBalance(ctx, { venueId, asset: "USDT", quantity: "5000" });
    ctx.advance(10 * 60_000);
    await check(portfolioId); // booked: a withdrawal of cash and a deposit of coin
    ctx.advance(HOUR);
    const held = await cash();
    await setBalance(ctx, { venueId, asset: "USDT", quantity: String(held + 1_000) });
    const decision = await check(portfolioId);
    expect(decision).toMatchObject({ kind: "rebalance", reasons: [{ kind: "cash-flow" }] });
    const [run] = await ctx.db
      .select()
      .from(rebalances)
      .where(eq(rebalances.portfolioId, portfolioId))
      .orderBy(rebalances.proposedAt);
    expect(run!.plan.orders.every((order) => order.side === "buy")).toBe(true);
    expect(Number(run!.plan.tradedBase)).toBeLessThanOrEqual(1_000);
  });

  test("a fall to the stop sells everything at once; the owner goes back in by hand", async () => {
    const stop = {
      kind: "peak",
      windowDays: null,
      drop: 0.02,
      safeAsset: "USDT",
      restart: { kind: "manual" },
    } as const;
    const { portfolioId } = await open({ stop, destination: "target", cooldownMinutes: 7 * 24 * 60 });
    await check(portfolioId);
    await expect(restartStop(ctx, portfolioId)).rejects.toThrow(PreconditionError);
    let decision = await check(portfolioId);
    for (let checks = 0; checks < 200 && decision.kind === "hold"; checks += 1) {
      ctx.advance(6 * HOUR);
      decision = await check(portfolioId);
    }
    expect(decision).toMatchObject({
      kind: "rebalance",
      reasons: [{ kind: "portfolio-stop", drop: 0.02, safeAsset: "USDT" }],
    });
    ctx.advance(HOUR);
    expect(await check(portfolioId)).toMatchObject({
      kind: "hold",
      reasons: [{ kind: "stopped-out", safeAsset: "USDT" }],
    });
    const after = await lastSnapshot(portfolioId);
    expect(after.holdings.filter((row) => Number(row.quantity) > 0.001).map((row) => row.asset)).toEqual(["USDT"]);
    ctx.advance(24 * HOUR); // yesterday's trades fill the day's turnover
    const restarted = await restartStop(ctx, portfolioId);
    expect(restarted.outcome).toBe("executing");
  });
});
