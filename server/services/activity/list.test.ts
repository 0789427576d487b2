import { expect, test } from "vitest";
import { recordAudit } from "@/server/services/audit/record";
import { testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { listActivity } from "./list";

describeOnEachDatabase("listActivity", (database) => {
  const write = async (ctx: Awaited<ReturnType<typeof testContext>>, count: number, action = "venue.rename") => {
    for (let index = 0; index < count; index++) {
      await recordAudit(ctx.db, ctx, { action, summary: `${action} ${index}` });
      ctx.advance(1_000);
    }
  };

  test("pages from new to old without a hole, also when lines share an instant", async () => {
    const ctx = await testContext(database);
    await write(ctx, 70);
    for (let index = 0; index < 5; index++) await recordAudit(ctx.db, ctx, { action: "venue.test", summary: "same" });
    const first = await listActivity(ctx, {});
    const second = await listActivity(ctx, { cursor: first.nextCursor ?? undefined });
    const ids = [...first.entries, ...second.entries].map((entry) => entry.id);
    expect(new Set(ids).size).toBe(75);
    expect(second.nextCursor).toBeNull();
    expect(first.entries[0]?.actor).toBe("Ada");
  });

  test("a noun finds all its deeds, a deed only itself, and never another owner's", async () => {
    const ctx = await testContext(database);
    const stranger = await testContext(database);
    await write(ctx, 2, "rebalance.approve");
    await write(ctx, 1, "rebalance.decline");
    await write(ctx, 1, "venue.connect");
    await write(stranger, 3, "rebalance.approve");
    const found = async (action: string) => (await listActivity(ctx, { action })).entries.length;
    expect([await found("rebalance"), await found("rebalance.approve"), await found("policy")]).toEqual([3, 2, 0]);
  });

  test("lines lead to what they are about, and removals lead nowhere", async () => {
    const ctx = await testContext(database);
    await recordAudit(ctx.db, ctx, {
      action: "rebalance.approve",
      summary: "a",
      subjectKind: "rebalance",
      subjectId: "r1",
    });
    await recordAudit(ctx.db, ctx, { action: "venue.remove", summary: "b", subjectKind: "venue", subjectId: "v1" });
    const { entries } = await listActivity(ctx, {});
    expect(entries.map((entry) => entry.href).sort()).toEqual(["/rebalances/r1", null]);
  });
});
