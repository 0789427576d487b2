import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema";
import type { AuditFact } from "@/lib/engine/model";
import { recordAudit } from "@/server/services/audit/record";
import { testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { newId } from "../id";
import { listActivity } from "./list";

describeOnEachDatabase("listActivity", (database) => {
  const RENAMED: AuditFact = { action: "venue.rename", before: "Kraken", name: "Cold" };
  const APPROVED: AuditFact = { action: "rebalance.approve", portfolio: "Core", tradeCount: 2, planHash: "h" };
  const DECLINED: AuditFact = { action: "rebalance.decline", portfolio: "Core", until: null };
  const write = async (ctx: Awaited<ReturnType<typeof testContext>>, count: number, fact: AuditFact = RENAMED) => {
    for (let index = 0; index < count; index++) {
      await recordAudit(ctx.db, ctx, fact);
      ctx.advance(1_000);
    }
  };

  test("pages from new to old without a hole, also when lines share an instant", async () => {
    const ctx = await testContext(database);
    await write(ctx, 70);
    for (let index = 0; index < 5; index++) await recordAudit(ctx.db, ctx, RENAMED);
    const first = await listActivity(ctx, {});
    const second = await listActivity(ctx, { cursor: first.nextCursor ?? undefined });
    const ids = [...first.entries, ...second.entries].map((entry) => entry.id);
    expect(new Set(ids).size).toBe(75);
    expect(second.nextCursor).toBeNull();
    expect(first.entries[0]?.actor).toBe("Ada");
  });

  test("a noun finds all its actions, an action only itself, and never another owner's", async () => {
    const ctx = await testContext(database);
    const stranger = await testContext(database);
    await write(ctx, 2, APPROVED);
    await write(ctx, 1, DECLINED);
    await write(ctx, 1);
    await write(stranger, 3, APPROVED);
    const found = async (action: string) => (await listActivity(ctx, { action })).entries.length;
    expect([await found("rebalance"), await found("rebalance.approve"), await found("policy")]).toEqual([3, 2, 0]);
  });

  test("a line is worded when it is shown; one of a version before 0.3 as it was written", async () => {
    const ctx = await testContext(database);
    await recordAudit(ctx.db, ctx, RENAMED);
    const earlier = { id: newId(ctx.now()), ownerId: ctx.ownerId, actor: ctx.ownerId, createdAt: new Date(ctx.now()) };
    await ctx.db.insert(auditEntries).values({ ...earlier, action: "venue.remove", summary: "Removed the venue." });
    const summaries = (await listActivity(ctx, {})).entries.map((entry) => entry.summary);
    expect(summaries.sort()).toEqual(["Removed the venue.", 'Renamed the venue "Kraken" to "Cold".']);
    const [kept] = await ctx.db.select().from(auditEntries).where(eq(auditEntries.action, "venue.rename"));
    expect(kept).toMatchObject({ summary: null, detail: { before: "Kraken", name: "Cold" } });
  });

  test("lines lead to what they are about, and removals lead nowhere", async () => {
    const ctx = await testContext(database);
    const removed: AuditFact = { action: "venue.remove", name: "Kraken", hadKeys: true };
    await recordAudit(ctx.db, ctx, APPROVED, { subjectKind: "rebalance", subjectId: "r1" });
    await recordAudit(ctx.db, ctx, removed, { subjectKind: "venue", subjectId: "v1" });
    const { entries } = await listActivity(ctx, {});
    expect(entries.map((entry) => entry.href).sort()).toEqual(["/rebalances/r1", null]);
  });
});
