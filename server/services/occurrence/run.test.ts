import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { evaluations, occurrences, policyVersions, rebalances, venueBalances } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { checkPortfolio } from "../evaluation/check";
import { getOverview } from "../overview/get";
import { policyTemplates } from "../policy/templates";
import { createPortfolio } from "../portfolio/create";
import { loadPortfolio } from "../portfolio/get-owned";
import { whenQuiet } from "../rebalance";
import { stopAllTrading } from "../trading/stop-all";
import { createPaper } from "../venue";
import { claimOccurrences } from "./claim";
import { enqueueDueChecks } from "./enqueue-due";
import { runDueOccurrences } from "./run";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describeOnEachDatabase("due occurrences", (database) => {
  let ctx: TestContext;
  let portfolioId: string;

  async function open(change: Partial<Policy>) {
    const { venueId } = await createPaper(ctx, {
      name: "Paper",
      prices: "simulated",
      balances: [{ asset: "USDT", quantity: "10000" }],
    });
    const policy = { ...policyTemplates()[0]!.policy, ...change };
    const made = await createPortfolio(ctx, { name: "Core", baseCurrency: "USDT", venueIds: [venueId], policy });
    portfolioId = made.portfolioId;
    await database.db.delete(occurrences).where(eq(occurrences.portfolioId, portfolioId));
  }

  beforeEach(async () => {
    ctx = await testContext(database, { venues: createVenueDirectory({ now: () => ctx.now() }) });
  });

  const states = async () =>
    (await database.db.select().from(rebalances).where(eq(rebalances.portfolioId, portfolioId))).map(
      (row) => row.state,
    );
  const evaluationCount = async () =>
    (await database.db.select().from(evaluations).where(eq(evaluations.portfolioId, portfolioId))).length;
  const isDue = async () => (await enqueueDueChecks(ctx)).some((due) => due.portfolioId === portfolioId);

  test("a schedule fires on its occurrence, and not before", async () => {
    await open({ triggers: [{ kind: "time", cron: "0 9 * * *", timeZone: "Europe/Berlin" }] });
    ctx.advance(60 * MINUTE);
    expect(await isDue()).toBe(true);
    await runDueOccurrences(ctx, portfolioId);
    expect(await states()).toEqual([]);
    ctx.advance(20 * 60 * MINUTE);
    await enqueueDueChecks(ctx);
    await runDueOccurrences(ctx, portfolioId);
    expect(await states()).toEqual(["proposed"]);
  });

  test("several missed occurrences run once, late", async () => {
    await open({ triggers: [{ kind: "time", cron: "0 9 * * *", timeZone: "UTC" }] });
    ctx.advance(5 * DAY);
    await enqueueDueChecks(ctx);
    await enqueueDueChecks(ctx);
    const scheduled = and(eq(occurrences.portfolioId, portfolioId), eq(occurrences.purpose, "schedule:0"));
    expect(await database.db.select().from(occurrences).where(scheduled)).toHaveLength(1);
    await runDueOccurrences(ctx, portfolioId);
    expect(await runDueOccurrences(ctx, portfolioId)).toBeNull();
    expect(await evaluationCount()).toBe(1);
    expect(await isDue()).toBe(false);
  });

  test("two workers at one occurrence run it once; a dead worker's claim is taken over", async () => {
    await open({});
    ctx.advance(5 * MINUTE);
    await enqueueDueChecks(ctx);
    expect(await claimOccurrences(ctx, portfolioId)).toHaveLength(1);
    expect(await claimOccurrences(ctx, portfolioId)).toHaveLength(0);
    expect(await isDue()).toBe(false);
    ctx.advance(3 * MINUTE);
    expect(await isDue()).toBe(true);
    await runDueOccurrences(ctx, portfolioId);
    expect(await evaluationCount()).toBe(1);
  });

  test("auto executes within limits, unattended, and checks again afterwards", async () => {
    await open({ autonomy: "auto" });
    ctx.advance(5 * MINUTE);
    await enqueueDueChecks(ctx);
    const checked = await runDueOccurrences(ctx, portfolioId);
    expect(checked?.isExecuting).toBe(true);
    await whenQuiet();
    expect(await states()).toEqual(["settled"]);
    ctx.advance(2 * MINUTE);
    const after = await runDueOccurrences(ctx, portfolioId);
    expect(after?.decision.kind).toBe("hold");
    expect(after?.decision.portfolioDrift).toBeLessThan(0.05);
  });

  /** As if the autopilot's approval had been refused: the proposal stands, and its occurrence is used up. */
  async function leaveProposalToAutopilot() {
    await runDueOccurrences(ctx, portfolioId);
    expect(await states()).toEqual(["proposed"]);
    const { policy } = await loadPortfolio(ctx, portfolioId);
    await database.db
      .update(policyVersions)
      .set({ policy: { ...policy, autonomy: "auto" } })
      .where(eq(policyVersions.portfolioId, portfolioId));
  }

  test("what a schedule's occurrence called for and could not be begun is begun by the next check", async () => {
    await open({ triggers: [{ kind: "time", cron: "0 9 * * *", timeZone: "UTC" }] });
    ctx.advance(DAY);
    await enqueueDueChecks(ctx);
    await leaveProposalToAutopilot();
    ctx.advance(5 * MINUTE);
    expect(await checkPortfolio(ctx, portfolioId)).toMatchObject({ isExecuting: true });
    await whenQuiet();
    expect(await states()).toEqual(["settled"]);
  });

  test("a standing proposal that a check would not make is withdrawn, and not approved by the autopilot", async () => {
    await open({});
    ctx.advance(5 * MINUTE);
    await enqueueDueChecks(ctx);
    await leaveProposalToAutopilot();
    const { venues } = await loadPortfolio(ctx, portfolioId);
    await database.db.delete(venueBalances).where(eq(venueBalances.venueId, venues[0]!.id));
    ctx.advance(5 * MINUTE);
    const checked = await checkPortfolio(ctx, portfolioId);
    expect(checked.decision).toMatchObject({ kind: "hold", reasons: [{ kind: "no-value" }] });
    expect(checked.isExecuting).toBe(false);
    expect(await states()).toEqual(["superseded"]);
  });

  test("a check that stays undone is a problem on the overview until one succeeds; one that comes late is not", async () => {
    await open({});
    await runDueOccurrences(ctx, portfolioId);
    const problems = async () => (await getOverview(ctx)).problems.map((problem) => problem.message);
    ctx.advance(8 * 60 * MINUTE);
    await enqueueDueChecks(ctx);
    expect(await problems()).toEqual([]);
    ctx.advance(11 * MINUTE);
    expect(await problems()).toEqual([
      expect.stringMatching(/^Core: (No check since|The first check has not been done)/),
    ]);
    await enqueueDueChecks(ctx);
    await runDueOccurrences(ctx, portfolioId);
    expect(await problems()).toEqual([]);
  });

  test("watch reports and proposes nothing", async () => {
    await open({ autonomy: "watch" });
    ctx.advance(5 * MINUTE);
    await enqueueDueChecks(ctx);
    const checked = await runDueOccurrences(ctx, portfolioId);
    expect(checked?.decision.kind).toBe("rebalance");
    expect(await states()).toEqual([]);
  });

  test("the kill switch: checks go on, nothing is proposed", async () => {
    await open({ autonomy: "auto" });
    await stopAllTrading(ctx, "on holiday");
    ctx.advance(5 * MINUTE);
    await enqueueDueChecks(ctx);
    const checked = await runDueOccurrences(ctx, portfolioId);
    expect(checked?.decision).toMatchObject({ kind: "hold", reasons: [{ kind: "stopped" }] });
    expect(await states()).toEqual([]);
  });
});
