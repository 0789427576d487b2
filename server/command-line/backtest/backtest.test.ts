/**
 * The command itself, run as people run it: a process of its own, its two streams, its exit code, the files it leaves.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { zipOf } from "@/lib/testing/price-file-forms/packed";
import { makeFolder, ROOT, spawnCommand, write as writeIn } from "./spawn-command";

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PRICES = "date,BTC,ETH\n2024-01-30,100,10\n2024-01-31,110,10\n2024-02-01,121,10\n2024-02-02,121,11\n";
const POLICY = {
  version: 1,
  targets: [
    { kind: "asset", asset: "BTC", weight: 0.5 },
    { kind: "asset", asset: "ETH", weight: 0.5 },
  ],
  triggers: [{ kind: "time", cron: "0 0 1 * *", timeZone: "UTC" }],
  destination: "target",
  quoteAsset: "USDT",
  cashBuffer: 0,
  cooldownMinutes: 0,
};

const write = (name: string, content: unknown) => writeIn(folder, name, content);
const run = (args: readonly string[], cwd = folder) => spawnCommand(args, cwd);

const GOOD = ["--prices", write("prices.csv", PRICES), "--policy", write("policy.json", POLICY)];

function refused(args: readonly string[]): string {
  const before = readdirSync(folder).sort();
  const { status, stdout, stderr } = run(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(readdirSync(folder).sort()).toEqual(before);
  return stderr.trim();
}

describe("the example of docs/backtest.md", () => {
  test("works as pasted and writes what is written there", () => {
    const text = readFileSync(join(ROOT, "docs/backtest.md"), "utf8");
    const [command = ""] = /npm run --silent backtest -- .*/.exec(text) ?? [];
    const [, output = ""] = /```text\n([\s\S]*?)```/.exec(text) ?? [];
    const pasted = run(command.replace("npm run --silent backtest -- ", "").split(" "), ROOT);
    expect(pasted).toEqual({ status: 0, stdout: output, stderr: "" });
  });

  test("the dashboard's policy runs too, flows and all", () => {
    const args =
      "--prices docs/examples/prices.csv --policy docs/examples/policy-bands.json --flows docs/examples/flows.csv --json";
    const { status, stdout } = run(args.split(" "), ROOT);
    expect(status).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer.rebalances.map((each: { trigger: string }) => each.trigger)).toContain("cash-flow");
    expect(answer.policy.events).toBe(answer.rebalances.length);
  });
});

describe("a run", () => {
  test("writes a table people can read", () => {
    const { status, stdout, stderr } = run([...GOOD, "--fee", "0"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("prices.csv: 2 assets in USDT, 4 bars from 2024-01-30 to 2024-02-02");
    // 1.105 at the end of January's rise, halves from there: 11,050 x (1 + 1.1) / 2; holding: 6,050 + 5,500.
    expect(stdout).toMatch(/Final value, USDT +11,602\.50 +11,550\.00/);
    expect(stdout).toContain("The policy won by 52.50 USDT");
  });

  test("writes every figure in full precision with --json", () => {
    const { stdout } = run([...GOOD, "--json", "--fee=0.001"]);
    const { policy, holding, ahead, rebalances, prices } = JSON.parse(stdout);
    expect(prices).toMatchObject({ bars: 4, quote: "USDT", start: "2024-01-30T00:00:00.000Z" });
    expect(policy.finalValue - holding.finalValue).toBe(ahead);
    expect(rebalances).toHaveLength(1);
    expect(rebalances[0]).toMatchObject({ at: "2024-02-01T00:00:00.000Z", bar: 2, trigger: "time" });
    expect(Object.keys(policy)).toEqual(Object.keys(holding));
  });

  test("writes the equity curve by bar", () => {
    expect(run([...GOOD, "--fee", "0", "--equity", "equity.csv"]).status).toBe(0);
    const rows = readFileSync(join(folder, "equity.csv"), "utf8").trim().split("\n");
    expect(rows[0]).toBe("date,value,drawdown,holding_value,holding_drawdown");
    expect(rows).toHaveLength(5);
    expect(rows[2]).toMatch(/^2024-01-31,10500(\.0+\d)?,0,10500/);
    rmSync(join(folder, "equity.csv"));
  });

  test("keeps to the period, ends included", () => {
    const { stdout } = run([...GOOD, "--start", "2024-01-31", "--end", "2024-02-01", "--json"]);
    expect(JSON.parse(stdout).prices).toMatchObject({ bars: 2, end: "2024-02-01T00:00:00.000Z" });
  });

  test("says what it can do", () => {
    const { status, stdout } = run(["--help"]);
    expect(status).toBe(0);
    expect(stdout).toContain("--execute-at WHEN");
  });
});

describe("refused input ends with 2, a sentence on stderr, and nothing else", () => {
  const cases: readonly (readonly [what: string, args: readonly string[], sentence: string])[] = [
    ["no prices", ["--policy", "policy.json"], "--prices FILE is missing"],
    ["an unknown option", [...GOOD, "--fees", "0"], "--fees is not an option. There are: --prices"],
    ["an option without its value", [...GOOD, "--fee"], "--fee needs a value"],
    ["an option twice", [...GOOD, "--fee", "0", "--fee", "0"], "--fee is given twice"],
    ["no such file", ["--prices", "nowhere.csv", "--policy", "policy.json"], "nowhere.csv: there is no such file"],
    ["a negative fee", [...GOOD, "--fee", "-0.1"], "--fee: The fee is -0.1; it must not be negative."],
    ["a fee that is no number", [...GOOD, "--fee", "ten"], '--fee: "ten" is not a number'],
    ["an unknown cost form", [...GOOD, "--cost-form", "guess"], '--cost-form: "guess" is none of exact, leg, olps.'],
    ["a date that is none", [...GOOD, "--start", "01/02/2024"], '--start: "01/02/2024" is not a date'],
    [
      "a period outside the data",
      [...GOOD, "--start", "2020-01-01"],
      "The prices run from 2024-01-30 to 2024-02-02; the start 2020-01-01 lies before that.",
    ],
    [
      "fewer than two bars",
      [...GOOD, "--start", "2024-02-02"],
      "The period holds one bar; a backtest needs at least two.",
    ],
    [
      "an asset without a column",
      ["--prices", write("btc.csv", "date,BTC,SOL\n2024-01-30,1,1\n2024-01-31,2,2\n"), "--policy", "policy.json"],
      "The policy holds ETH, but the prices have columns for BTC, SOL.",
    ],
    [
      "a hole",
      ["--prices", write("hole.csv", "date,BTC,ETH\n2024-01-30,1,1\n2024-01-31,,2\n"), "--policy", "policy.json"],
      "hole.csv: row 3, column BTC:",
    ],
    [
      "a field nobody knows",
      ["--prices", "prices.csv", "--policy", write("typo.json", { ...POLICY, destinatoin: "half" })],
      "typo.json: destinatoin: ",
    ],
    [
      "weights that do not sum",
      [
        "--prices",
        "prices.csv",
        "--policy",
        write("sum.json", { ...POLICY, targets: [{ kind: "asset", asset: "BTC", weight: 0.9 }] }),
      ],
      "The weights sum to 90 %, not to 100 %.",
    ],
    [
      "flows without dates",
      [...GOOD, "--flows", write("flows.csv", "date,amount\nsoon,5\n")],
      'row 2: "soon" is not a date',
    ],
    [
      "an equity file over an input",
      [...GOOD, "--equity", "prices.csv"],
      "--equity: prices.csv is the file given as --prices",
    ],
    ["an equity file nowhere", [...GOOD, "--equity", "no/where.csv"], "--equity: no/where.csv cannot be written"],
  ];
  test.each(cases)("%s", (_, args, sentence) => {
    expect(refused([...args, ...(args.includes("--equity") ? [] : ["--equity", "never.csv"])])).toContain(sentence);
  });
});

describe("a price file that can be read in more than one way", () => {
  const BITFINEX = [
    "1706572800000,43300,42946,43838,42683,1230.5",
    "1706659200000,42946,42580,43745,42276,1387.3",
    "1706745600000,42580,43082,43263,41884,922.8",
  ].join("\n");
  const ALONE = { ...POLICY, targets: [{ kind: "asset", asset: "BTC", weight: 1 }] };
  const over = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return ["--prices", name, "--policy", write("alone.json", ALONE)];
  };

  test("lists the answers as they would be given, with what each makes of a row, and takes one", () => {
    const args = [...over("bitfinex.csv", BITFINEX), "--asset", "BTC"];
    const order = "time,open,close,high,low,volume";
    const reads = "2024-01-30, open 43300, close 42946, high 43838, low 42683, volume 1230.5";
    expect(refused(args)).toContain(`\n  --columns "${order}" (Bitfinex, KuCoin) reads: ${reads}\n`);
    const { stdout } = run([...args, "--columns", order, "--json"]);
    expect(JSON.parse(stdout).prices).toMatchObject({ bars: 3, start: "2024-01-30T00:00:00.000Z" });
  });

  test("decimal marks and orders of day and month by their options", () => {
    const days = over("open.csv", "date;BTC\n01/02/2024;1.000\n01/03/2024;1.001\n");
    expect(refused(days)).toContain('--dates "dmy" (day, month, year) reads: 2024-02-01, BTC 1\n');
    expect(refused([...days, "--dates", "dmy"])).toContain('--decimal "comma" (the comma is the decimal mark)');
    const { stdout } = run([...days, "--dates", "dmy", "--decimal", "comma", "--json"]);
    expect(JSON.parse(stdout).prices).toMatchObject({ start: "2024-02-01T00:00:00.000Z" });
    expect(refused([...days, "--dates", "us"])).toBe('--dates: "us" is none of dmy, mdy, ymd.');
  });

  test("gzip as it is, zip by the name of a file in it", () => {
    expect(run(over("prices.csv.gz", gzipSync("date,BTC\n2024-01-30,1\n2024-01-31,2\n"))).status).toBe(0);
    const archive = zipOf({ "a.csv": "date,BTC\n2024-01-30,1\n2024-01-31,2\n", "b.csv": "date,BTC\n2024-01-30,1\n" });
    const zip = over("prices.zip", archive);
    expect(refused(zip)).toContain('prices.zip: The archive has 2 files. Say which one.\n  --member "a.csv"');
    expect(run([...zip, "--member", "a.csv"]).status).toBe(0);
  });

  test("a fault of every row is one line, and no text of the file reaches the terminal raw", () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => `${1_600_000_000 + at * 3_600},\u001b[2Jx`);
    const said = refused(over("escapes.csv", `time,BTC\n${rows.join("\n")}`));
    expect(said.split("\n")).toHaveLength(1);
    expect(said).toContain('row 2, column BTC: 5,000 rows like this one: "\ufffd[2Jx" is not a number.');
  });
});
