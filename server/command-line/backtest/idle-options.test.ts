/** Each option that did nothing is named on stderr and in the notes of --json; those that did something are not. */
import { rmSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { idleOptions } from "./idle-options";
import { readArguments } from "./options";
import { readRequests } from "./read-request";
import { makeFolder, spawnCommand, write as writeIn } from "./spawn-command";

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, content: unknown) => writeIn(folder, name, content);

const PRICES = write("prices.csv", "date,BTC,ETH\n2024-01-30,100,10\n2024-01-31,110,10\n2024-02-01,121,10\n");
const UNSORTED = write("unsorted.csv", "date,BTC,ETH\n2024-01-31,110,10\n2024-01-30,100,10\n2024-02-01,121,10\n");
const LONG = write("long.csv", "date,close\n2024-01-30,100\n2024-01-31,110\n");
const NAMED = write("named.csv", "date,symbol,close\n2024-01-30,BTC,100\n2024-01-31,BTC,110\n");
const LATE = write("late.csv", "date,BTC,ETH\n2024-01-30,100,\n2024-01-31,110,10\n2024-02-01,121,10\n");
const policyOf = (assets: readonly string[], more: object = {}) => ({
  version: 1,
  targets: assets.map((asset) => ({ kind: "asset", asset, weight: 1 / assets.length })),
  triggers: [{ kind: "time", cron: "0 0 1 * *", timeZone: "UTC" }],
  quoteAsset: "USDT",
  ...more,
});
const POLICY = write("policy.json", policyOf(["BTC", "ETH"], { tradeNotionalMin: "10" }));
const ALONE = write("alone.json", policyOf(["BTC"]));
const GRID = write("grid.json", { bands: [0.1], intervals: [0] });
const FLOWS = write("flows.csv", "date,amount\n2024-01-30,5\n2025-01-01,5\n");
const INSIDE = write("inside.csv", "date,amount\n2024-01-31,5\n");
const EMPTY = write("empty.csv", "date,amount\n");
const CAPS = write("caps.csv", "asset,value\nBTC,2\nETH,1\n");

const good = (...more: string[]) => ["--prices", PRICES, "--policy", POLICY, ...more];

const idle: readonly (readonly [args: readonly string[], note: string])[] = [
  [
    ["--prices", NAMED, "--policy", ALONE, "--asset", "BTC"],
    "--asset BTC does nothing: the file reads the same without it.",
  ],
  [good("--decimal", "point"), "--decimal point does nothing: the file reads the same without it."],
  [good("--dates", "dmy"), "--dates dmy does nothing: the file reads the same without it."],
  [good("--member", "x.csv"), "--member x.csv does nothing: there is no other file in it."],
  [good("--repair", "holes=drop-row"), "--repair holes=drop-row does nothing"],
  [good("--caps", CAPS), "--caps does nothing: the policy does not weigh by capitalisation."],
  [good("--steps", "BTC=0.1,DOGE=1"), "--steps DOGE=1 does nothing: nothing trades DOGE."],
  [good("--steps", "USDT=1"), "--steps USDT=1 does nothing: nothing trades USDT."],
  [good("--steps", "BTC=0"), "--steps BTC=0 does nothing: a step of 0 is none."],
  [good("--flows", FLOWS), "--flows does nothing: none lies within the period after its first bar."],
  [good("--flows", EMPTY), "--flows does nothing: the file holds no deposit and no withdrawal."],
  [good("--min-notional", "5"), "--min-notional does nothing: the policy's own smallest trade is no smaller."],
  [
    good("--fee", "0", "--no-initial-fee"),
    "--no-initial-fee does nothing: there is no fee and no half spread to spare.",
  ],
  [good("--fee", "0", "--cost-form", "leg"), "--cost-form does nothing: at no fee and no half spread all forms"],
  [good("--risk-free", "0.03"), "--risk-free does nothing: below a year no figure that takes it is told."],
  [good("--late-start"), "--late-start does nothing: every asset has prices from the first bar on."],
  [good("--delisted", "sell"), "--delisted does nothing: every asset has prices to the last bar."],
  [good("--weights"), "--weights does nothing: only --json writes them."],
  [good("--sweep", GRID, "--months"), "--months does nothing: a sweep writes one line a policy, without it."],
  [good("--sweep", GRID, "--benchmark", "BTC"), "--benchmark does nothing: a sweep"],
];

/** What the command would say of these arguments. */
async function notesOf(args: readonly string[]): Promise<string[]> {
  const verdict = readArguments(args);
  const read = verdict.ok ? await readRequests(verdict.given, verdict.policies, folder) : null;
  if (!verdict.ok || !read?.ok) throw new Error(JSON.stringify([verdict, read]));
  const [first, ...more] = read.requests;
  return [...read.idle, ...idleOptions(verdict.given, [first.request, ...more.map(({ request }) => request)])];
}

describe("does nothing, and is said to", () => {
  test.each(idle)("%j", async (args, note) => {
    const notes = await notesOf(args);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(note);
  });

  test("on stderr, beside the report", () => {
    const { status, stdout, stderr } = spawnCommand(good("--steps", "DOGE=1"), folder);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: "Note: --steps DOGE=1 does nothing: nothing trades DOGE.\n",
    });
    expect(stdout).not.toContain("does nothing");
  });

  test("in --json, too", () => {
    const { stdout, stderr } = spawnCommand(good("--json", "--months", "--dates", "dmy"), folder);
    const { notes } = JSON.parse(stdout);
    expect(notes).toContain("--months does nothing: --json has months and years as it is.");
    expect(notes).toContain("--dates dmy does nothing: the file reads the same without it.");
    for (const note of notes) expect(stderr).toContain(note);
  });

  test("of several repairs only the one that had nothing to do", async () => {
    const args = ["--prices", UNSORTED, "--policy", POLICY, "--repair", "order=sort,duplicates=keep-last"];
    expect(await notesOf(args)).toEqual([
      "--repair duplicates=keep-last does nothing: the file has nothing of the kind to repair.",
    ]);
  });
});

describe("does something, and is not mentioned", () => {
  test.each([
    [["--prices", LONG, "--policy", ALONE, "--asset", "BTC", "--min-notional", "5", "--months", "--years"]],
    [["--prices", LATE, "--policy", POLICY, "--late-start", "--steps", "BTC=0.01", "--flows", INSIDE]],
    [good("--fee", "0", "--cost-form", "exact", "--risk-free", "0", "--min-notional", "0", "--half-spread", "0")],
  ])("%j", async (args) => expect(await notesOf(args)).toEqual([]));
});
