/** The life after archiving: found again, brought back without a surprise, or deleted with its records in hand. */
import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import {
  allotments,
  auditEntries,
  evaluations,
  fills,
  holdBaselines,
  occurrences,
  orders,
  pendingRebalances,
  policyVersions,
  portfolioStates,
  portfolios,
  portfolioVenues,
  postings,
  rebalanceEvents,
  rebalances,
  valuations,
} from "@/drizzle/schema";
import type { Quantity } from "@/lib/money";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { listActivity } from "../activity";
import { enqueueDueChecks } from "../occurrence/enqueue-due";
import { checkAtOnce } from "../occurrence/run";
import { openPending } from "../pending";
import { policyTemplates } from "../policy/templates";
import { approveRebalance, getRebalance } from "../rebalance";
import { whenQuiet } from "../rebalance/run/start";
import { createPaper, listVenues, removeVenue } from "../venue";
import { archivePortfolio } from "./archive";
import { createPortfolio } from "./create";
import { deletePortfolio } from "./delete";
import { exportRecords } from "./export-records";
import { getPortfolioView } from "./get";
import { listPortfolios } from "./list";
import { listArchived } from "./list-archived";
import { restorePortfolio } from "./restore";
import { resumePortfolio } from "./resume";
import { startOnPaper } from "./start-on-paper";

const DAY = 86_400_000;

describeOnEachDatabase("archived portfolios", (database) => {
  let ctx: TestContext;
  let portfolioId: string;
  let venueId: string;

  beforeEach(async () => {
    ctx = await testContext(database, { venues: createVenueDirectory({ now: () => ctx.now() }) });
    ({ portfolioId } = await startOnPaper(ctx, { templateId: "core-50-30-20", amount: "10000" }));
    venueId = (await listVenues(ctx))[0]!.id;
  });

  /** The purchase it starts with, carried out. */
  async function rebalanceOnce() {
    const { rebalanceId } = await checkAtOnce(ctx, portfolioId);
    const { plan } = await getRebalance(ctx, rebalanceId!);
    await approveRebalance(ctx, { rebalanceId: rebalanceId!, planHash: plan.planHash });
    await whenQuiet();
    return rebalanceId!;
  }

  const archive = () => archivePortfolio(ctx, portfolioId);
  const second = async (divideVenueIds: string[] = []) =>
    createPortfolio(ctx, {
      name: "Second",
      baseCurrency: "USDT",
      venueIds: [venueId],
      divideVenueIds,
      policy: policyTemplates()[0]!.policy,
    });
  const rowsOf = async (id: string) =>
    Promise.all(
      [
        portfolios,
        portfolioVenues,
        policyVersions,
        evaluations,
        valuations,
        holdBaselines,
        occurrences,
        portfolioStates,
        pendingRebalances,
        rebalances,
        postings,
      ].map((table) => database.db.$count(table, eq(table === portfolios ? portfolios.id : ownId(table), id))),
    );
  const ownId = (table: unknown) => (table as typeof valuations).portfolioId;

  test("one that was archived is listed with what it was worth", async () => {
    await rebalanceOnce();
    ctx.advance(DAY);
    await archive();
    const [row, ...more] = await listArchived(ctx);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ id: portfolioId, archivedAt: ctx.now(), runCount: 1, baseCurrency: "USDT" });
    expect(Number(row?.lastValue)).toBeGreaterThan(9_000);
    expect(await listArchived(await testContext(database))).toEqual([]);
  });

  test("restored it keeps its policy, is paused, and nothing that fell due meanwhile runs", async () => {
    const policy = (await getPortfolioView(ctx, portfolioId)).policy;
    await database.db.transaction((tx) =>
      openPending(tx, portfolioId, ctx.now(), [
        { kind: "request", subject: "Ada", reasons: [{ kind: "requested", by: "Ada" }] },
      ]),
    );
    await archive();
    ctx.advance(40 * DAY);
    await restorePortfolio(ctx, { portfolioId });
    const view = await getPortfolioView(ctx, portfolioId);
    expect(view).toMatchObject({ isPaused: true, policy, status: { kind: "stopped" }, pending: [] });
    expect(await listArchived(ctx)).toEqual([]);
    expect(await checkAtOnce(ctx, portfolioId)).toMatchObject({ rebalanceId: null });
    await resumePortfolio(ctx, portfolioId);
    expect((await checkAtOnce(ctx, portfolioId)).rebalanceId).not.toBeNull();
  });

  test("a schedule that fell due while it was archived is not run late", async () => {
    const schedule = { kind: "time", cron: "0 9 * * *", timeZone: "UTC" } as const;
    const { policy } = policyTemplates()[0]!;
    const paper = await createPaper(ctx, {
      name: "Other",
      prices: "simulated",
      balances: [{ asset: "USDT", quantity: "1000" }],
    });
    const scheduled = await createPortfolio(ctx, {
      name: "Daily",
      baseCurrency: "USDT",
      venueIds: [paper.venueId],
      policy: { ...policy, triggers: [schedule] },
    });
    await archivePortfolio(ctx, scheduled.portfolioId);
    ctx.advance(10 * DAY);
    await restorePortfolio(ctx, scheduled);
    await enqueueDueChecks(ctx);
    const open = () =>
      database.db
        .select({ purpose: occurrences.purpose, finishedAt: occurrences.finishedAt })
        .from(occurrences)
        .where(and(eq(occurrences.portfolioId, scheduled.portfolioId), eq(occurrences.purpose, "schedule:0")));
    expect((await open()).filter((row) => row.finishedAt === null)).toEqual([]);
    ctx.advance(DAY);
    await enqueueDueChecks(ctx);
    expect((await open()).filter((row) => row.finishedAt === null)).toHaveLength(1);
  });

  test("an account that another took meanwhile is refused, or divided: what is restored starts with nothing there", async () => {
    await rebalanceOnce();
    await archive();
    const other = await second();
    await checkAtOnce(ctx, other.portfolioId);
    await expect(restorePortfolio(ctx, { portfolioId })).rejects.toMatchObject({
      detail: { reason: "shared-account" },
    });
    expect(await listArchived(ctx)).toHaveLength(1);
    const before = (await getPortfolioView(ctx, other.portfolioId)).value;
    await restorePortfolio(ctx, { portfolioId, divideVenueIds: [venueId] });
    await checkAtOnce(ctx, portfolioId);
    await checkAtOnce(ctx, other.portfolioId);
    const cards = new Map((await listPortfolios(ctx)).map((card) => [card.id, card]));
    expect(Number(cards.get(other.portfolioId)?.value)).toBeCloseTo(Number(before), 0);
    const [venue] = await listVenues(ctx);
    const part = venue?.division?.parts.find((each) => each.portfolioId === portfolioId);
    expect(part).toMatchObject({ balances: [], missing: [] });
  });

  test("an account that was removed meanwhile is left, and that is said", async () => {
    await archive();
    await removeVenue(ctx, { venueId });
    expect((await restorePortfolio(ctx, { portfolioId })).left).toHaveLength(1);
    expect((await getPortfolioView(ctx, portfolioId)).venues).toEqual([]);
    const [entry] = (await listActivity(ctx, {})).entries;
    expect(entry).toMatchObject({ action: "portfolio.restore", href: `/portfolios/${portfolioId}` });
    expect(entry?.summary).toMatch(
      /^Restored the portfolio ".+", paused\. It no longer spans .+, removed meanwhile\.$/,
    );
  });

  test("deleted with its export in hand: every record of it goes, the audit trail and others' stay", async () => {
    const rebalanceId = await rebalanceOnce();
    await archive();
    const other = await second();
    const others = await rowsOf(other.portfolioId);
    const { json, receipt, filename } = await exportRecords(ctx, portfolioId);
    expect(filename).toMatch(/-records\.json$/);
    const records = JSON.parse(json);
    expect(records).toMatchObject({ format: "evenkeel-portfolio-records", portfolio: { id: portfolioId } });
    for (const part of ["policyVersions", "rebalances", "orders", "fills", "cashFlows", "ledger", "valueSeries"])
      expect([part, records[part].length > 0]).toEqual([part, true]);
    expect(records.cashFlows).toContainEqual(expect.objectContaining({ kind: "opening", quantity: "10000" }));
    const own = await database.db.select({ id: orders.id }).from(orders).where(eq(orders.rebalanceId, rebalanceId));

    await deletePortfolio(ctx, { portfolioId, receipt });
    expect(await rowsOf(portfolioId)).toEqual(others.map(() => 0));
    expect(await database.db.$count(rebalanceEvents, eq(rebalanceEvents.rebalanceId, rebalanceId))).toBe(0);
    for (const { id } of own) expect(await database.db.$count(fills, eq(fills.orderId, id))).toBe(0);
    expect(await rowsOf(other.portfolioId)).toEqual(others);
    const trail = await listActivity(ctx, { portfolioId });
    expect(trail.entries[0]).toMatchObject({ action: "portfolio.delete", href: null });
    expect(trail.entries[0]?.summary).toContain("after they were exported");
    expect(trail.entries.map((entry) => entry.action)).toContain("rebalance.approve");
    expect(trail.entries.filter((entry) => entry.href !== null)).toEqual([]);
    expect(await database.db.$count(auditEntries, eq(auditEntries.portfolioId, portfolioId))).toBeGreaterThan(3);
  });

  test("not without export or name, and not with an export of other records", async () => {
    await expect(deletePortfolio(ctx, { portfolioId, typedName: "x" })).rejects.toMatchObject({
      detail: { reason: "not-archived" },
    });
    await archive();
    const [{ name } = { name: "" }] = await listArchived(ctx);
    for (const consent of [{}, { typedName: "" }, { typedName: `${name} ` }, { typedName: name.slice(1) }])
      await expect(deletePortfolio(ctx, { portfolioId, ...consent })).rejects.toMatchObject({
        detail: { reason: "not-exported" },
      });
    const { receipt } = await exportRecords(ctx, portfolioId);
    expect((await exportRecords(ctx, portfolioId)).receipt).toBe(receipt);
    await database.db.insert(valuations).values({
      portfolioId,
      at: new Date(ctx.now() + 1),
      value: "1" as never,
      portfolioDrift: 0,
      weights: {},
    });
    await expect(deletePortfolio(ctx, { portfolioId, receipt, typedName: name })).rejects.toMatchObject({
      detail: { reason: "other-records" },
    });
    await deletePortfolio(ctx, { portfolioId, typedName: name });
    await expect(exportRecords(ctx, portfolioId)).rejects.toThrow("There is no such portfolio");
  });

  test.each(["submitting", "unknown", "open", "cancelling", "halted"] as const)(
    "an order that is %s may still be filled: it cannot be deleted",
    async (state) => {
      const rebalanceId = await rebalanceOnce();
      await archive();
      await database.db.update(orders).set({ state }).where(eq(orders.rebalanceId, rebalanceId));
      await database.db
        .update(portfolios)
        .set({ haltedReason: { kind: "text", text: "." } as never })
        .where(eq(portfolios.id, portfolioId));
      const [{ name } = { name: "" }] = await listArchived(ctx);
      const remove = () => deletePortfolio(ctx, { portfolioId, typedName: name });
      await expect(remove()).rejects.toMatchObject({ detail: { reason: "unknown-order", rebalanceId } });
      expect(await listArchived(ctx)).toHaveLength(1);
      await database.db.update(orders).set({ state: "filled" }).where(eq(orders.rebalanceId, rebalanceId));
      await remove();
    },
  );

  test("while it runs it cannot be deleted", async () => {
    const rebalanceId = await rebalanceOnce();
    await archive();
    await database.db.update(rebalances).set({ state: "executing" }).where(eq(rebalances.id, rebalanceId));
    const [{ name } = { name: "" }] = await listArchived(ctx);
    await expect(deletePortfolio(ctx, { portfolioId, typedName: name })).rejects.toMatchObject({
      detail: { reason: "in-progress" },
    });
  });

  test("its part of a divided account is nobody's once it is deleted", async () => {
    await checkAtOnce(ctx, portfolioId);
    await second([venueId]);
    await archive();
    const [{ name } = { name: "" }] = await listArchived(ctx);
    // As a version that gave nothing back would have left it.
    await database.db.insert(allotments).values({ venueId, portfolioId, kind: "quantity" });
    await deletePortfolio(ctx, { portfolioId, typedName: name });
    expect(await database.db.$count(allotments, eq(allotments.portfolioId, portfolioId))).toBe(0);
    const [venue] = await listVenues(ctx);
    expect(venue?.division?.notAllotted).toEqual([{ asset: "USDT", quantity: "10000" as Quantity }]);
  });
});
