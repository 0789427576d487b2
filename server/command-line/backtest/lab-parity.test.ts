/** The lab and the command line, given the same file and policy, come to the same figures, to the last bit. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPrices } from "@/components/lab/prices/read-prices";
import { pricesPath } from "@/components/lab/prices/use-prices";
import { makeLabTasks } from "@/components/lab/worker/lab-tasks";
import { assetsOfSpec, DEFAULT_LAB_COSTS, type LabCosts, type LabSpec, optionsOf } from "@/lib/schemas/lab-spec";
import { parsePolicy } from "@/lib/schemas/policy";
import { PricesQuery } from "@/lib/schemas/price-data";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { closesOf, encodePrices, importPrices } from "@/server/services/price-data";
import { type TestContext, testContext } from "@/server/testing/context";
import { describeOnEachDatabase } from "@/server/testing/database";
import { makeFolder, ROOT, spawnCommand, write } from "./spawn-command";

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EXAMPLE = readFileSync(join(ROOT, "docs/examples/prices.csv"), "utf8");
const BANDS = readFileSync(join(ROOT, "docs/examples/policy-bands.json"), "utf8");
const PLAIN = readFileSync(join(ROOT, "docs/examples/policy-plain.json"), "utf8");

/** The example's rows one an asset and bar: each of `lives` has them from one row to another only. */
function ragged(lives: Readonly<Record<string, readonly [from: number, to: number]>>): string {
  const [head = "", ...rows] = EXAMPLE.trim().split("\n");
  const assets = head.split(",").slice(1);
  const lines = rows.flatMap((row, bar) => {
    const [date, ...closes] = row.split(",");
    return assets.flatMap((asset, column) => {
      const [from, to] = lives[asset] ?? [0, rows.length];
      return bar >= from && bar < to ? [`${date},${asset},${closes[column]}`] : [];
    });
  });
  return ["date,symbol,close", ...lines].join("\n");
}

const lastBit = (figures: object) => JSON.parse(JSON.stringify(figures));

describeOnEachDatabase("the lab beside the command line", (database) => {
  let ctx: TestContext;
  beforeAll(async () => {
    ctx = await testContext(database, { venues: createVenueDirectory() });
  });

  const late = ragged({ LINK: [300, 1096] });
  const both = ragged({ LINK: [300, 1096], SOL: [0, 700] });
  test.each<[string, string, string, Partial<LabCosts>, string[]]>([
    ["bands", EXAMPLE, BANDS, {}, []],
    ["a calendar", EXAMPLE, PLAIN, {}, []],
    ["a coin listed late", late, PLAIN, { isLateStart: true }, ["--late-start"]],
    ["a dead coin sold", both, PLAIN, { isLateStart: true, delisted: "sell" }, ["--late-start", "--delisted", "sell"]],
    [
      "a dead coin written off",
      both,
      PLAIN,
      { isLateStart: true, delisted: "write-off" },
      ["--late-start", "--delisted", "write-off"],
    ],
  ])("%s", async (name, text, policyText, terms, options) => {
    const verdict = parsePolicy(JSON.parse(policyText));
    if (!verdict.ok) return expect.fail(JSON.stringify(verdict.problems));
    const { policy } = verdict;
    const file = write(folder, `${name.replaceAll(" ", "-")}.csv`, text);
    const command = ["--prices", file, "--policy", write(folder, "policy.json", policyText), "--json", ...options];
    const { stdout, stderr, status } = spawnCommand(command, folder);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const said = JSON.parse(stdout);

    const { source, quote, timeframe } = await importPrices(ctx, { name: file, text });
    const costs: LabCosts = { ...DEFAULT_LAB_COSTS, ...terms };
    const prices: LabSpec["prices"] = { source, quote, timeframe, extras: [] };
    const strategies = [{ name: "Yours", policy }];
    const path = pricesPath({ prices, costs }, assetsOfSpec({ prices, strategies }));
    const {
      from: _,
      to: __,
      ...question
    } = PricesQuery.parse(Object.fromEntries(new URL(path, "http://lab").searchParams));
    const wire = encodePrices(await closesOf(ctx, { ...question, from: null, to: null }), timeframe);
    const { table } = readPrices(wire.buffer);
    const tasks = makeLabTasks(() => 0);
    tasks.load(table);
    const period = { start: null, end: null };
    const run = {
      strategies: [{ id: "c0", policy }],
      options: optionsOf(costs),
      ...period,
      points: 50,
      weightsOf: null,
    };
    const answer = tasks.perform({ kind: "run", request: run });
    if (!answer.ok || answer.value.kind !== "run") return expect.fail(JSON.stringify(answer));
    const [mine] = answer.value.run.strategies;
    expect(lastBit(mine!.metrics)).toMatchObject(said.policy);
    expect(lastBit(answer.value.run.holding.metrics)).toMatchObject(said.holding);
    expect(mine!.notes).toEqual(said.notes);
  });
});
