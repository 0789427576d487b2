import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { auditEntries, policyVersions, rebalances } from "@/drizzle/schema";
import type { Policy } from "@/lib/engine/model";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { loadPortfolio } from "../portfolio/get-owned";
import { startOnPaper } from "../portfolio/start-on-paper";
import { exportPolicyJson } from "./export-json";
import { policyFromHoldings } from "./from-holdings";
import { previewOccurrences } from "./next-occurrences";
import { previewPolicy } from "./preview";
import { readPolicyText } from "./read";
import { savePolicy } from "./save";
import { policyTemplates } from "./templates";
import { listPolicyVersions } from "./versions";

describeOnEachDatabase("policies", (database) => {
  let ctx: TestContext;
  let portfolioId: string;
  let policy: Policy;

  beforeEach(async () => {
    ctx = await testContext(database, { venues: createVenueDirectory({ now: () => ctx.now() }) });
    ({ portfolioId } = await startOnPaper(ctx, { templateId: "core-50-30-20", amount: "10000" }));
    ({ policy } = await loadPortfolio(ctx, portfolioId));
    ctx.advance(1_000);
  });

  const weights = (bitcoin: number, ether: number): Policy => ({
    ...policy,
    targets: [
      { kind: "asset", asset: "BTC", weight: bitcoin },
      { kind: "asset", asset: "ETH", weight: ether },
    ],
  });

  test("a save keeps every version, withdraws the old proposal, requests a check and is in the audit trail", async () => {
    expect(await savePolicy(ctx, { portfolioId, policy: weights(0.7, 0.3), baseVersion: 1, note: "Bolder" })).toEqual({
      version: 2,
    });
    const versions = await listPolicyVersions(ctx, portfolioId);
    expect(versions.map((row) => `${row.version} ${row.by} ${row.note}`)).toEqual(["2 Ada Bolder", "1 Ada null"]);
    const rows = await database.db.select().from(rebalances).where(eq(rebalances.portfolioId, portfolioId));
    expect(rows.map((row) => row.state)).toEqual(["superseded"]);
    expect(ctx.sentJobs.at(-1)).toMatchObject({ name: "evaluate-portfolio", payload: { portfolioId } });
    const audit = await database.db.select().from(auditEntries).where(eq(auditEntries.portfolioId, portfolioId));
    expect(audit.map((row) => row.action)).toContain("policy.save");
  });

  test("of two editors the second is refused, and nothing is lost", async () => {
    await savePolicy(ctx, { portfolioId, policy: weights(0.7, 0.3), baseVersion: 1 });
    const second = savePolicy(ctx, { portfolioId, policy: weights(0.2, 0.8), baseVersion: 1 });
    await expect(second).rejects.toMatchObject({ detail: { reason: "version-conflict", newestVersion: 2 } });
    expect((await loadPortfolio(ctx, portfolioId)).policy.targets[0]?.weight).toBe(0.7);
  });

  test("bad policies name the field at fault", async () => {
    const save = (bad: unknown) => savePolicy(ctx, { portfolioId, policy: bad, baseVersion: 1 });
    await expect(save(weights(0.7, 0.2))).rejects.toMatchObject({ name: "InputError" });
    await expect(save({ ...policy, targets: [{ kind: "asset", asset: "NOPE", weight: 1 }] })).rejects.toMatchObject({
      path: "targets.0",
      message: expect.stringContaining("NOPE is not known at Paper"),
    });
    await expect(save("hello")).rejects.toMatchObject({ name: "InputError" });
    expect(() => readPolicyText('{"version": 1,')).toThrow(expect.objectContaining({ name: "InputError" }));
    expect(() => previewOccurrences("61 * * * *", "UTC", 0)).toThrow(expect.objectContaining({ path: "cron" }));
    expect(() => previewOccurrences("0 9 * * *", "Mars/Base", 0)).toThrow(
      expect.objectContaining({ path: "timeZone" }),
    );
  });

  test("what is gone can be let go: a weight of 0 buys nothing, and a group that has others keeps its dead member", async () => {
    const dead = { kind: "asset", asset: "LUNA", weight: 0 } as const;
    const group = (...members: string[]) =>
      ({ kind: "group", name: "Stablecoins", weight: 0.3, mode: "fungible", members }) as const;
    const bitcoin = { kind: "asset", asset: "BTC", weight: 0.7 } as const;
    const save = (targets: Policy["targets"], baseVersion: number) =>
      savePolicy(ctx, { portfolioId, policy: { ...policy, targets }, baseVersion });
    await expect(save([bitcoin, dead, group("USDC", "DAI")], 1)).resolves.toEqual({ version: 2 });
    // A new member has to be known; one that was there may have died since.
    await expect(save([bitcoin, group("USDC", "BUSD")], 2)).rejects.toThrow("BUSD is not known");
    const [version] = await database.db
      .select()
      .from(policyVersions)
      .where(and(eq(policyVersions.portfolioId, portfolioId), eq(policyVersions.version, 2)));
    await database.db
      .update(policyVersions)
      .set({ policy: { ...version!.policy, targets: [bitcoin, group("USDC", "BUSD")] } })
      .where(and(eq(policyVersions.portfolioId, portfolioId), eq(policyVersions.version, 2)));
    await expect(save([bitcoin, group("USDC", "BUSD", "DAI")], 2)).resolves.toEqual({ version: 3 });
    await expect(save([bitcoin, { ...group("BUSD", "UST") }], 3)).rejects.toThrow("is not known");
  });

  test("what is exported can be imported", async () => {
    const { json, filename } = await exportPolicyJson(ctx, portfolioId);
    expect(filename).toBe("50-30-20-policy-v1.json");
    expect(readPolicyText(json)).toEqual(policy);
  });

  test("every template can be saved as it is", async () => {
    for (const quoteAsset of ["USDT", "USDC", "EUR"])
      for (const template of policyTemplates(quoteAsset))
        expect(readPolicyText(JSON.stringify(template.policy)), template.id).toEqual(template.policy);
  });

  test("a preview shows what a change would trade, and stores nothing", async () => {
    const preview = await previewPolicy(ctx, { portfolioId, policy: weights(0.7, 0.3) });
    expect(preview.wouldTrade).toBe(true);
    expect(preview.plan?.orders.map((order) => `${order.side} ${order.base}`)).toEqual(["buy BTC", "buy ETH"]);
    expect(preview.allocation.map((row) => row.key)).toEqual(["BTC", "ETH", "USDT"]);
    expect(await listPolicyVersions(ctx, portfolioId)).toHaveLength(1);
  });

  test("a policy from holdings sums to one", async () => {
    const { venues } = await loadPortfolio(ctx, portfolioId);
    const made = await policyFromHoldings(ctx, { venueIds: venues.map((venue) => venue.id) });
    expect(made.targets).toEqual([{ kind: "asset", asset: "USDT", weight: 1 }]);
  });
});
