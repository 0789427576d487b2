import { expect, test } from "vitest";
import { policyVersions, portfolios } from "@/drizzle/schema";
import type { Capitalisation } from "@/lib/engine/model";
import { aDynamic, aPolicy } from "@/lib/testing/builders";
import { CapitalisationError, type CapitalisationSource } from "@/server/market-data/capitalisations";
import { testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { InputError, PreconditionError } from "../errors";
import { newId } from "../id";
import {
  capitalisationTable,
  importCapitalisations,
  latestCapitalisations,
  listCapitalisations,
  removeCapitalisations,
  requestCapitalisations,
} from ".";
import { assetsInUse } from "./needed";
import { refreshCapitalisations } from "./refresh";

/** A source that answers from a table and counts how often it is queried. */
function scripted(known: Record<string, number>, at: () => number) {
  const queried: string[][] = [];
  const source: CapitalisationSource = {
    label: "CoinGecko",
    fetch: async (assets) => {
      queried.push([...assets]);
      return assets.flatMap((asset): Capitalisation[] =>
        known[asset] ? [{ asset, value: known[asset], at: at(), source: "CoinGecko" }] : [],
      );
    },
  };
  return { source, queried };
}

describeOnEachDatabase("capitalisations", (database) => {
  /** Coins of this test alone: public figures are shared by the whole installation. */
  let run = 0;
  const codes = () => {
    run += 1;
    return { big: `BIG${run}`, small: `SMALL${run}`, odd: `ODD${run}` };
  };

  test("queries only what is older than six hours, and names what the source does not know", async () => {
    const { big, small, odd } = codes();
    const ctx = await testContext(database);
    const { source, queried } = scripted({ [big]: 1e12, [small]: 1e9 }, ctx.now);
    ctx.capitalisations = source;
    expect(await refreshCapitalisations(ctx, [big, small, odd])).toEqual({ stored: 2, unknown: [odd] });
    ctx.advance(5 * 3_600_000);
    expect(await refreshCapitalisations(ctx, [big, small])).toEqual({ stored: 0, unknown: [] });
    ctx.advance(2 * 3_600_000);
    await refreshCapitalisations(ctx, [big]);
    expect(queried).toEqual([[big, small, odd], [big]]);
    const [latest] = await latestCapitalisations(ctx, [big, odd]);
    expect(latest).toEqual({ asset: big, value: 1e12, at: ctx.now(), source: "CoinGecko" });
  });

  test("the owner's own figure counts before the public one, for that owner alone, until it is removed", async () => {
    const { big } = codes();
    const ctx = await testContext(database);
    ctx.capitalisations = scripted({ [big]: 1e12 }, ctx.now).source;
    await refreshCapitalisations(ctx, [big]);
    expect(await importCapitalisations(ctx, { name: "caps.csv", text: `asset,value\n${big},5\n` })).toEqual({
      assets: 1,
      rows: 1,
    });
    expect(await latestCapitalisations(ctx, [big])).toMatchObject([{ value: 5, source: "your file caps.csv" }]);
    const neighbour = await testContext(database);
    expect(await latestCapitalisations(neighbour, [big])).toMatchObject([{ value: 1e12, source: "CoinGecko" }]);
    expect(await listCapitalisations(ctx)).toEqual({
      rows: [{ asset: big, value: 5, at: ctx.now(), source: "your file caps.csv", isUsed: false }],
      publicSource: "CoinGecko",
      ownFile: "caps.csv",
    });
    await removeCapitalisations(ctx);
    expect(await latestCapitalisations(ctx, [big])).toMatchObject([{ value: 1e12 }]);
  });

  test("a file with one bad row changes nothing and says which", async () => {
    const { big } = codes();
    const ctx = await testContext(database);
    await importCapitalisations(ctx, { name: "a.csv", text: `asset,value\n${big},5\n` });
    const bad = importCapitalisations(ctx, { name: "b.csv", text: `asset,value\n${big},7\nX,none\n` });
    await expect(bad).rejects.toThrow(new InputError("text", 'Row 3, value: "none" is not an amount above zero.'));
    expect(await latestCapitalisations(ctx, [big])).toMatchObject([{ value: 5, source: "your file a.csv" }]);
  });

  test("a table for backtests knows on each day what was last known", async () => {
    const { big, small } = codes();
    const ctx = await testContext(database);
    const text = `date,${big},${small}\n2024-01-01,100,\n2024-02-01,,7\n2024-03-01,120,8\n`;
    await importCapitalisations(ctx, { name: "c.csv", text });
    const table = await capitalisationTable(ctx, [small, big]);
    expect(table?.assets).toEqual([small, big]);
    expect([...table!.times].map((at) => new Date(at).toISOString().slice(0, 10))).toEqual([
      "2024-01-01",
      "2024-02-01",
      "2024-03-01",
    ]);
    expect([...table!.values]).toEqual([0, 7, 8, 100, 100, 120]);
  });

  test("only coins that a capitalisation rule sets are queried", async () => {
    const ctx = await testContext(database);
    const dynamic = aDynamic({
      rule: { kind: "market-cap", exponent: 0.5 },
      fixed: ["USDT"],
      cron: "0 9 1 * *",
    });
    const targets = [
      ["BTC", 0.5],
      ["ETH", 0.3],
      ["USDT", 0.2],
    ].map(([asset, weight]) => ({ kind: "asset" as const, asset: String(asset), weight: Number(weight) }));
    for (const policy of [
      aPolicy({ targets, dynamic }),
      aPolicy({ targets: [{ kind: "asset", asset: "SOL", weight: 1 }] }),
    ]) {
      const id = newId(ctx.now());
      await ctx.db.insert(portfolios).values({ id, ownerId: ctx.ownerId, name: "P", baseCurrency: "USDT" });
      await ctx.db.insert(policyVersions).values({ portfolioId: id, version: 1, policy, createdBy: ctx.ownerId });
    }
    expect(await assetsInUse(ctx.db, ctx.ownerId)).toEqual(["BTC", "ETH"]);
  });

  test("a source that does not answer is reported to the caller, with what happens meanwhile", async () => {
    const { big } = codes();
    const ctx = await testContext(database);
    ctx.capitalisations = {
      label: "CoinGecko",
      fetch: () =>
        Promise.reject(
          new CapitalisationError("unreachable", "CoinGecko does not answer. The last capitalisations stay in use."),
        ),
    };
    await expect(requestCapitalisations(ctx, [big])).rejects.toThrow("The last capitalisations stay in use.");
    ctx.capitalisations = null;
    await expect(requestCapitalisations(ctx, [big])).rejects.toThrow(PreconditionError);
  });
});
