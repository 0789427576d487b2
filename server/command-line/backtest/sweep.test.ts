/**
 * `--sweep` as people run it: a process of its own, on threads, and each cell the same as a run of its policy alone.
 */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder, ROOT, spawnCommand, write as writeIn } from "./spawn-command";

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PRICES = join(ROOT, "docs/examples/prices.csv");
const POLICY = join(ROOT, "docs/examples/policy-plain.json");

const write = (name: string, content: unknown) => writeIn(folder, name, content);
const run = (policy: string, ...args: string[]) =>
  spawnCommand(["--prices", PRICES, "--policy", policy, ...args], folder);

test("cells are the figures of their policies, also when threads share them", () => {
  const bands = Array.from({ length: 30 }, (_, index) => 0.01 * (index + 1));
  const grid = { bands, intervals: [0, 1, "monthly"], destinations: ["half"], fees: [0, 0.002] };
  const { status, stdout, stderr } = run(POLICY, "--sweep", write("grid.json", grid), "--json");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const { cells, holding } = JSON.parse(stdout);
  expect(cells).toHaveLength(180);
  const last = cells.at(-1);
  expect(last).toMatchObject({ band: 0.3, interval: "monthly", cron: "0 0 1 * *", destination: "half", fee: 0.002 });

  const policy = JSON.parse(readFileSync(POLICY, "utf8"));
  const triggers = [{ kind: "hybrid", cron: last.cron, timeZone: "UTC", driftMin: 1 }];
  const alone = {
    ...policy,
    triggers,
    destination: "half",
    band: { kind: "clamp", ratio: 0.3, floor: 0.01, cap: 0.1 },
  };
  const single = run(write("alone.json", alone), "--fee", "0.002", "--json");
  const { policy: figures, holding: held } = JSON.parse(single.stdout);
  for (const name of ["finalValue", "cagr", "maxDrawdown", "turnover", "events", "fees"]) {
    expect(last[name]).toBeCloseTo(figures[name], 9);
  }
  // Holding pays the fee of the options, not of a cell.
  expect(holding.finalValue).toBeGreaterThan(held.finalValue);
});

test("the example writes one line a cell", () => {
  const { status, stdout } = run(POLICY, "--sweep", join(ROOT, "docs/examples/grid.json"));
  expect(status).toBe(0);
  expect(stdout.split("\n").filter((line) => line.includes(" % "))).toHaveLength(19);
  expect(stdout).toContain("ended above holding.");
});

test.each([
  ["{", "this is not JSON"],
  [{ bands: [], intervals: [0] }, "bands: "],
  [{ bands: [0.1], intervals: ["often"] }, "intervals.0: must be a number of days from 0"],
  [{ bands: [-0.1], intervals: [0] }, "bands.0: "],
  [{ bands: [0.1], intervals: [0], destination: "half" }, "destination"],
])("a bad grid ends with 2 and names the place: %j", (grid, sentence) => {
  const { status, stdout, stderr } = run(POLICY, "--sweep", write("bad.json", grid));
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain("bad.json: ");
  expect(stderr).toContain(sentence);
});

test("there is no one run to write", () => {
  const { status, stderr } = run(POLICY, "--sweep", write("g.json", {}), "--equity", "equity.csv");
  expect(status).toBe(2);
  expect(stderr).toContain("--equity: a sweep has no single run to write.");
});

const PLAIN = JSON.parse(readFileSync(POLICY, "utf8"));
const targetsOf = (weights: readonly number[]) => weights.map((weight, place) => ({ ...PLAIN.targets[place], weight }));

test("cells of any fields are the figures of their policies, to the last digit", () => {
  const fields = {
    "targets.btc.weight": [0.4, 0.7],
    cashBuffer: [0, 0.05],
    "triggers.0.cron": ["0 0 1 * *", "0 0 * * 1"],
    stop: [{ kind: "peak", drop: 0.4, safeAsset: "USDT", restart: { kind: "after-days", days: 30 } }],
  };
  const { status, stdout, stderr } = run(POLICY, "--sweep", write("fields.json", { fields }), "--json");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const { cells } = JSON.parse(stdout);
  expect(cells).toHaveLength(8);
  expect(cells[7]).toMatchObject({
    fields: { "targets.btc.weight": 0.7, cashBuffer: 0.05, "triggers.0.cron": "0 0 * * 1" },
    band: null,
    interval: null,
    destination: null,
  });
  const alone = {
    ...PLAIN,
    targets: targetsOf([0.7, (0.3 * 0.3) / 0.6, (0.1 * 0.3) / 0.6, (0.1 * 0.3) / 0.6, (0.1 * 0.3) / 0.6]),
    cashBuffer: 0.05,
    triggers: [{ ...PLAIN.triggers[0], cron: "0 0 * * 1" }],
    stop: fields.stop[0],
  };
  const single = JSON.parse(run(write("seventh.json", alone), "--json").stdout).policy;
  for (const name of ["finalValue", "cagr", "maxDrawdown", "turnover", "events", "fees"]) {
    expect(cells[7][name] / single[name]).toBeCloseTo(1, 12);
  }
});

test("the grid of docs/backtest.md is that of the examples, and runs", () => {
  const docs = readFileSync(join(ROOT, "docs/backtest.md"), "utf8");
  const [, written = ""] = /grid-fields\.json`\):\n\n {2}```json\n([\s\S]*?) {2}```/.exec(docs) ?? [];
  const file = join(ROOT, "docs/examples/grid-fields.json");
  expect(JSON.parse(written)).toEqual(JSON.parse(readFileSync(file, "utf8")));
  const { status, stdout } = run(POLICY, "--sweep", file);
  expect(status).toBe(0);
  expect(stdout).toContain("12 policies around the one given");
});

test("fields go with bands and intervals, and head the table", () => {
  const grid = { fields: { "targets.BTC.weight": [0.2, 0.4] }, bands: [0.1, 0.2], intervals: ["monthly"] };
  const { status, stdout } = run(POLICY, "--sweep", write("both.json", grid));
  expect(status).toBe(0);
  expect(stdout).toMatch(/^targets\.BTC\.weight {2}Band +Checked +Final, USDT/m);
  expect(stdout.split("\n").filter((line) => /^0\.[24] /.test(line))).toHaveLength(4);
  expect(stdout).toMatch(
    /The best \(targets\.BTC\.weight 0\.\d, Band [\d.]+ %, Checked monthly\) is (within|beyond) luck/,
  );
});

test.each([
  [{ cashBuffer: [0, 2] }, "fields: cashBuffer 2: cashBuffer: "],
  [{ "band.widht": [0.1] }, "fields: band.widht 0.1: band.widht: "],
  [{ "targets.DOGE.weight": [0.1] }, 'fields: targets.DOGE.weight: there is no "DOGE" in that list.'],
  [{ "stop.drop": [0.1] }, 'fields: stop.drop: the policy has no "stop".'],
  [{ "targets.BTC.weight": [0.5], "targets.ETH.weight": [0.6] }, "targets.BTC.weight 0.5, targets.ETH.weight 0.6: "],
  [{ "targets.SOL.asset": ["DOGE"] }, "The policy holds DOGE, but the prices have columns for"],
  [{ cashBuffer: [] }, "fields.cashBuffer: "],
])("fields that make no policy are named: %j", (fields, sentence) => {
  const { status, stdout, stderr } = run(POLICY, "--sweep", write("bad-fields.json", { fields }));
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(sentence);
});
