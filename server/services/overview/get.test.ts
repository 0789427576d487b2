/** What an owner who opens the first page is shown: what is suspect, what a run came to, which venues refuse. */
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { evaluations, rebalances, venues } from "@/drizzle/schema";
import type { Achieved, Decision } from "@/lib/engine/model";
import type { Notional } from "@/lib/money";
import { aSuspectPrice } from "@/lib/testing/builders";
import { describeOnEachDatabase } from "@/server/testing/database";
import { type RunWorld, runWorld } from "@/server/testing/run-world";
import { getPortfolioView } from "../portfolio/get";
import { getOverview } from "./get";
import { getShell } from "./shell";

/** The world's last check, as if it had come to this. */
async function lastCheckSaid(world: RunWorld, decision: Decision): Promise<void> {
  await world.propose();
  await world.ctx.db.update(evaluations).set({ decision }).where(eq(evaluations.portfolioId, world.portfolioId));
  await world.ctx.db
    .update(rebalances)
    .set({ state: "superseded" })
    .where(eq(rebalances.portfolioId, world.portfolioId));
}

const SUSPECT = aSuspectPrice("BTC", {
  source: "Scripted BTC/USDT",
  since: Date.UTC(2026, 10, 28, 16, 20),
  needsOwner: true,
});
const MEASURED = { drifts: [], portfolioDrift: 0, value: 10_000, checks: [] };

describeOnEachDatabase("getOverview", (database) => {
  test("a suspect fact marks the totals partial and is listed with since when", async () => {
    const world = await runWorld(database);
    await lastCheckSaid(world, { ...MEASURED, kind: "hold", reasons: [{ kind: "unconfirmed", suspects: [SUSPECT] }] });
    const { partial, problems, portfolios } = await getOverview(world.ctx);
    expect(portfolios[0]?.partial).toBe("Bitcoin at the last confirmed price.");
    expect(partial).toBe("Core: Bitcoin at the last confirmed price.");
    expect(problems).toEqual([
      { message: "Core: in doubt", href: `/portfolios/${world.portfolioId}`, since: SUSPECT.since },
    ]);
    expect(portfolios[0]?.status).toMatchObject({ kind: "holding", headline: "Not decided." });
  });

  test("a total with nothing suspect is whole", async () => {
    const world = await runWorld(database);
    await world.propose();
    const { partial, problems } = await getOverview(world.ctx);
    expect([partial, problems]).toEqual([null, []]);
  });

  test("a run that fell short is described by what happened, not by what was planned", async () => {
    const world = await runWorld(database);
    const { rebalanceId } = await world.propose();
    const achieved: Achieved = {
      legsDone: 1,
      legs: 3,
      tradedBase: "1500" as Notional,
      feesBase: "1.5" as Notional,
      driftAfter: 0.08,
    };
    world.ctx.advance(1_000);
    const outcome = "1 of 3 trades done; the purchase of Ethereum expired without a fill.";
    await world.ctx.db
      .update(rebalances)
      .set({
        state: "incomplete",
        finishedAt: new Date(world.ctx.now()),
        outcome: [{ kind: "text", text: outcome }],
        achieved,
      })
      .where(eq(rebalances.id, rebalanceId));
    const { status } = await getPortfolioView(world.ctx, world.portfolioId);
    expect(status).toMatchObject({
      kind: "holding",
      headline: expect.stringMatching(/^Holding\. The last run fell short at/),
    });
    const detail = (status.kind === "holding" ? status.detail : "").replaceAll("\u00a0", " ");
    expect(detail).toMatch(/^1 of 3 trades done, 1,500\.00 of [\d,.]+ USDT traded, fees 1\.50 USDT, drift now 8\.0 pp/);
    expect(detail).toContain(outcome);
  });

  test("declining or letting a proposal expire is not shown as trades done", async () => {
    for (const state of ["declined", "expired"] as const) {
      const world = await runWorld(database);
      const { rebalanceId } = await world.propose();
      await world.ctx.db
        .update(rebalances)
        .set({ state, finishedAt: new Date(world.ctx.now() + 1_000) })
        .where(eq(rebalances.id, rebalanceId));
      const { status } = await getPortfolioView(world.ctx, world.portfolioId);
      expect(status).toMatchObject({ kind: "holding", detail: "Nothing was traded." });
    }
  });

  test.each([
    ["key-refused", "Scripted has refused the key", "-2015 Invalid API-key."],
    ["banned", "Scripted has banned this computer's address for too many requests", "HTTP 418"],
    [null, "Scripted: Timed out.", "Timed out."],
  ] as const)("a venue with the problem %s is shown as that", async (problemKind, message, problem) => {
    const world = await runWorld(database);
    const since = new Date(world.ctx.now());
    await world.ctx.db
      .update(venues)
      .set({ problem: { kind: "venue", venueMessage: problem }, problemKind, problemSince: since })
      .where(eq(venues.id, world.venueId));
    expect((await getOverview(world.ctx)).problems).toEqual([{ message, href: "/venues", since: since.getTime() }]);
    expect((await getShell(world.ctx)).venues).toMatchObject([{ problemKind, unknownCount: 0 }]);
  });

  test.each([
    ["approve", true, 1],
    ["auto", true, 0],
    // More than the autopilot may do by itself.
    ["auto", false, 1],
  ] as const)("under %s, limits passed %s: %d waiting", async (autonomy, isPassed, waiting) => {
    const world = await runWorld(database, { policy: { autonomy } });
    const { rebalanceId } = await world.propose();
    const { limitChecks } = await world.rebalance(rebalanceId);
    const changed = limitChecks.map((check) =>
      check.limit === "turnover" && !isPassed ? { ...check, isPassed } : check,
    );
    await world.ctx.db.update(rebalances).set({ limitChecks: changed }).where(eq(rebalances.id, rebalanceId));
    const overview = await getOverview(world.ctx);
    expect(overview.portfolios[0]?.status).toMatchObject({ kind: "proposed", waitsForYou: waiting === 1 });
    expect(overview.waiting).toHaveLength(waiting);
    expect((await getShell(world.ctx)).waitingCount).toBe(waiting);
  });
});
