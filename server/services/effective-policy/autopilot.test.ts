/** What the autopilot may do by itself, and what waits for a person; the stop's state handed in beside the snapshot. */
import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { rebalances } from "@/drizzle/schema";
import { DEFAULT_LIMITS, type Policy, type StopState } from "@/lib/engine/model";
import { limitProblems } from "@/lib/format";
import { aHolding, aPolicy, aPrice, aSnapshot, NOON } from "@/lib/testing/builders";
import { approveRebalance, startAdvancing } from "@/server/services/rebalance";
import type { TestContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { openOnPaper, paperContext } from "@/server/testing/paper-portfolio";
import { ownerIdOf } from "../context";
import { checkPortfolio } from "../evaluation/check";
import { resolveSnapshot } from "./resolve-snapshot";

describeOnEachDatabase("the autopilot", (database) => {
  let ctx: TestContext;

  beforeEach(async () => {
    ctx = await paperContext(database);
    return startAdvancing;
  });

  const open = async (change: Partial<Policy>) => (await openOnPaper(ctx, change)).portfolioId;
  const latest = async (portfolioId: string) => {
    const rows = await ctx.db.select().from(rebalances).where(eq(rebalances.portfolioId, portfolioId));
    return rows.at(-1)!;
  };

  test("past its turnover it proposes and waits; the person who approves is not held up", async () => {
    const portfolioId = await open({ limits: { ...DEFAULT_LIMITS, turnoverMax: 0.5 } });
    const done = await checkPortfolio(ctx, portfolioId, { requestedBy: "Ada" });
    expect(done).toMatchObject({ isExecuting: false, isBlocked: false });
    const proposal = await latest(portfolioId);
    expect(proposal.state).toBe("proposed");
    expect(proposal.limitChecks.filter((check) => !check.isPassed)).toMatchObject([
      { limit: "turnover", binds: "autopilot", finding: { kind: "turnover", shareMax: 0.5 } },
    ]);
    expect(limitProblems(proposal.limitChecks)).toEqual([expect.stringContaining("It waits for you.")]);
    await approveRebalance(ctx, { rebalanceId: proposal.id, planHash: proposal.planHash });
    expect(["approved", "executing"]).toContain((await latest(portfolioId)).state);
  });

  test("within it, it acts", async () => {
    const portfolioId = await open({});
    expect(await checkPortfolio(ctx, portfolioId, { requestedBy: "Ada" })).toMatchObject({ isExecuting: true });
  });

  test("a person's portfolio with the same limit is proposed whole, and its limits pass", async () => {
    const portfolioId = await open({ autonomy: "approve", limits: { ...DEFAULT_LIMITS, turnoverMax: 0.1 } });
    await checkPortfolio(ctx, portfolioId, { requestedBy: "Ada" });
    const proposal = await latest(portfolioId);
    expect(proposal.state).toBe("proposed");
    expect(proposal.limitChecks.every((check) => check.isPassed)).toBe(true);
  });

  test("the stop goes on from the state it is handed, not from the snapshot before", async () => {
    const policy = aPolicy({
      stop: { kind: "peak", windowDays: null, drop: 0.2, safeAsset: "USDT", restart: { kind: "manual" } },
    });
    const snapshotAt = (btc: string, at: number) =>
      aSnapshot({ takenAt: at, holdings: [aHolding("BTC", "1")], prices: [aPrice("BTC", btc, at)], suspects: [] });
    const ground = {
      policy,
      ownerId: ownerIdOf(ctx),
      venues: [],
      portfolio: null,
      lastKnown: snapshotAt("60000", NOON),
      isSamePolicy: true,
      lastRunAt: null,
    };
    const stop: StopState = {
      phase: "armed",
      peak: 1,
      peakAt: 0,
      index: 1,
      since: 0,
      firstBelowAt: NOON,
      prices: { BTC: "60000" as never },
    };
    const effective = await resolveSnapshot(ctx, snapshotAt("40000", NOON + 60_000), { ...ground, stop });
    expect(effective.resolved?.ok === true && effective.resolved.resolved.stop).toMatchObject({ phase: "stopped" });
    // Without one it is as the snapshot before says: nothing resolved yet, so it begins.
    const begun = await resolveSnapshot(ctx, snapshotAt("40000", NOON + 60_000), ground);
    expect(begun.resolved?.ok === true && begun.resolved.resolved.stop).toMatchObject({ phase: "armed", peak: 1 });
  });
});
