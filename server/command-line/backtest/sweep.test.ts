/**
 * `--sweep` as people run it: a process of its own, on threads, and each cell the same as a run of its policy alone.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "evenkeel-sweep-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PRICES = join(ROOT, "docs/examples/prices.csv");
const POLICY = join(ROOT, "docs/examples/policy-plain.json");

function write(name: string, content: unknown): string {
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  return name;
}

function run(policy: string, ...args: string[]) {
  const env = { ...process.env };
  delete env.npm_lifecycle_event;
  const command = [join(ROOT, "scripts/backtest.mjs"), "--prices", PRICES, "--policy", policy, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

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
