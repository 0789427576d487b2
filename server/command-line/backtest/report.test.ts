/** What the reports say: by the month, beside a benchmark, for several policies, for short periods and ragged prices. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { makeFolder, ROOT, spawnCommand, write as writeIn } from "./spawn-command";

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, content: unknown) => writeIn(folder, name, content);

const policyOf = (weights: Readonly<Record<string, number>>, more: object = {}) => ({
  version: 1,
  targets: Object.entries(weights).map(([asset, weight]) => ({ kind: "asset", asset, weight })),
  triggers: [{ kind: "time", cron: "0 0 1 * *", timeZone: "UTC" }],
  destination: "target",
  quoteAsset: "USDT",
  cashBuffer: 0,
  cooldownMinutes: 0,
  ...more,
});
const SHORT = write("short.csv", "date,BTC,ETH\n2024-01-30,100,10\n2024-01-31,150,10\n2024-02-02,300,10\n");
const LATE = write(
  "late.csv",
  "date,BTC,ETH\n2024-01-30,100,\n2024-01-31,110,\n2024-02-01,121,10\n2024-02-02,121,20\n",
);
const DYING = write(
  "dying.csv",
  "date,BTC,ETH\n2024-01-30,100,10\n2024-01-31,110,10\n2024-02-01,121,\n2024-02-02,121,\n",
);
const LATE_LONG = write(
  "late-long.csv",
  "date,symbol,close\n2024-01-30,BTC,100\n2024-01-31,BTC,110\n2024-02-01,BTC,121\n2024-02-01,ETH,10\n2024-02-02,BTC,121\n2024-02-02,ETH,20\n",
);
const HALVES = write("halves.json", policyOf({ BTC: 0.5, ETH: 0.5 }));
const MOSTLY = write("mostly.json", policyOf({ BTC: 0.8, ETH: 0.2 }));

const run = (...args: string[]) => spawnCommand(args, folder);
const on = (prices: string, ...more: string[]) => run("--prices", prices, "--policy", HALVES, "--fee", "0", ...more);
const example = (...more: string[]) =>
  run(
    "--prices",
    join(ROOT, "docs/examples/prices.csv"),
    "--policy",
    join(ROOT, "docs/examples/policy-plain.json"),
    ...more,
  );

describe("below a year", () => {
  test("nothing is told by the year", () => {
    const { stdout } = on(SHORT, "--benchmark", "BTC");
    expect(stdout).toMatch(/^Return a year +– +– +–$/m);
    expect(stdout).toMatch(/^Sharpe +– +– +–$/m);
    expect(stdout).toMatch(/^Turnover a year +– +– +–$/m);
    expect(stdout).toMatch(/^Alpha a year +– +– +–$/m);
    expect(stdout).toContain("Figures by the year: not annualised: 3 days.");
    expect(stdout).not.toContain("a year more than");
  });

  test("JSON is null where the text is silent", () => {
    const { isAnnualised, policy, holding, againstBenchmark } = JSON.parse(
      on(SHORT, "--json", "--benchmark", "BTC").stdout,
    );
    const untold = {
      cagr: null,
      volatility: null,
      sharpe: null,
      sortino: null,
      turnoverPerYear: null,
      trackingError: null,
    };
    expect(isAnnualised).toBe(false);
    expect(policy).toMatchObject(untold);
    expect(holding).toMatchObject({ ...untold, finalValue: 20_000 });
    expect(againstBenchmark).toMatchObject({ alpha: null, beta: expect.any(Number) });
  });

  test("a sweep says so, too", () => {
    const grid = write("grid.json", { bands: [0.1], intervals: [0] });
    const { stdout } = on(SHORT, "--sweep", grid);
    expect(stdout).toContain("not annualised: 3 days");
    expect(JSON.parse(on(SHORT, "--sweep", grid, "--json").stdout).cells[0]).toMatchObject({
      cagr: null,
      turnoverPerYear: null,
    });
  });
});

describe("JSON", () => {
  test("carries version, hash, months, luck and trades by asset", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const answer = JSON.parse(example("--json").stdout);
    expect(answer.version).toBe(version);
    expect(answer.policyHash).toMatch(/^[0-9a-f]{64}$/);
    expect(answer.months).toHaveLength(36);
    expect(answer.months[0]).toMatchObject({ month: "2023-11", policy: expect.any(Number), benchmark: null });
    const growth = answer.months.reduce((product: number, { policy }: { policy: number }) => product * (1 + policy), 1);
    expect(growth).toBeCloseTo(1 + answer.policy.totalReturn, 9);
    expect(answer.luck).toMatchObject({ verdict: "beyond", stretches: 120, spreads: 1.96 });
    expect(answer.weights).toBeUndefined();
    const starts = answer.trades.filter(({ cause }: { cause: string }) => cause === "start");
    expect(starts.map(({ asset }: { asset: string }) => asset).sort()).toEqual(["BNB", "BTC", "ETH", "LINK", "SOL"]);
  });

  test("trades add up to what is held, fees and withdrawals included", () => {
    const flows = join(ROOT, "docs/examples/flows.csv");
    const prices = readFileSync(join(ROOT, "docs/examples/prices.csv"), "utf8").trim().split("\n");
    const [heads = [], last = []] = [prices[0], prices.at(-1)].map((row) => row?.split(","));
    const { trades, policy, weights, rebalances } = JSON.parse(example("--json", "--weights", "--flows", flows).stdout);
    for (const [place, asset] of ["BTC", "ETH", "SOL", "BNB", "LINK"].entries()) {
      const own = trades.filter((trade: { asset: string }) => trade.asset === asset);
      const units = own.reduce(
        (sum: number, { side, quantity }: { side: string; quantity: number }) =>
          sum + (side === "buy" ? quantity : -quantity),
        0,
      );
      const value = units * Number(last[heads.indexOf(asset)]);
      expect(value / policy.finalValue, String(place)).toBeCloseTo(weights.at(-1).weights[asset], 9);
    }
    expect(weights).toHaveLength(1096);
    const rebalanced = new Set(trades.map(({ rebalance }: { rebalance: number | null }) => rebalance));
    expect(rebalanced.size).toBe(rebalances.length + 1);
    expect(trades.some(({ cause }: { cause: string }) => cause === "withdrawal")).toBe(true);
  });

  test("the hash is that of the policy, not of its file", () => {
    const { version, targets, ...rest } = policyOf({ BTC: 0.5, ETH: 0.5 });
    const other = write("other.json", { ...rest, stop: null, scope: "all", targets, version });
    const hashOf = (file: string) => JSON.parse(run("--prices", SHORT, "--policy", file, "--json").stdout).policyHash;
    expect(hashOf(other)).toBe(hashOf(HALVES));
    expect(hashOf(MOSTLY)).not.toBe(hashOf(HALVES));
  });
});

test("--version is the package's", () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(run("--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
});

test("months and years are tables of policy, holding and benchmark", () => {
  const { stdout } = on(SHORT, "--months", "--years", "--benchmark", "BTC=0.25,ETH=0.75");
  expect(stdout).toMatch(/^Month +Policy +Holding +Benchmark\n2024-01 +\+25\.0 % +\+25\.0 % +\+12\.5 %$/m);
  // Back to halves on the 2nd, at 2.0: nothing is earned on that any more.
  expect(stdout).toMatch(/^2024-02 +\+60\.0 % +\+60\.0 % +\+33\.3 %$/m);
  expect(stdout).toMatch(/^Year +Policy +Holding +Benchmark\n2024 +\+100\.0 % +\+100\.0 % +\+50\.0 %$/m);
});

test.each([
  ["DOGE", "--benchmark: The benchmark holds DOGE, but the prices have columns for BTC, ETH."],
  ["BTC=0.5", "--benchmark: The weights of the benchmark sum to 50 %, not to 100 %."],
  ["BTC=0.5,ETH", '--benchmark: "BTC=0.5,ETH" is none.'],
  ["BTC=0.5,BTC=0.5", '--benchmark: "BTC=0.5,BTC=0.5" is none.'],
])("a benchmark that cannot be: %s", (benchmark, sentence) => {
  expect(on(SHORT, "--benchmark", benchmark).stderr).toContain(sentence);
});

describe("several policies", () => {
  test("stand side by side, each beside its own holding", () => {
    const { status, stdout } = on(SHORT, "--policy", MOSTLY);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ +halves +mostly +halves, held +mostly, held$/m);
    expect(stdout).toMatch(/^Final value, USDT +20,000\.00 +26,000\.00 +20,000\.00 +26,000\.00$/m);
    expect(stdout).toContain("halves and holding ended level.");
  });

  test("that hold the same have one holding", () => {
    const weekly = write("weekly.json", policyOf({ BTC: 0.5, ETH: 0.5 }, { triggers: [] }));
    expect(on(SHORT, "--policy", weekly).stdout).toMatch(/^ +halves +weekly +Holding$/m);
  });

  test("are a list in JSON, each as it is alone", () => {
    const { policies, policy, notes } = JSON.parse(on(SHORT, "--policy", MOSTLY, "--json").stdout);
    expect(policy).toBeUndefined();
    expect(policies.map(({ file }: { file: string }) => file)).toEqual([HALVES, MOSTLY]);
    const {
      version: _,
      prices: __,
      options: ___,
      isAnnualised: ____,
      benchmark: _____,
      ...alone
    } = JSON.parse(on(SHORT, "--json").stdout);
    expect({ ...policies[0], notes }).toEqual({ file: HALVES, ...alone });
  });

  test("have their columns in the curve", () => {
    const [head, first] = on(SHORT, "--policy", MOSTLY, "--benchmark", "BTC", "--equity", "-").stdout.split("\n");
    expect(head).toBe(
      "date,value,drawdown,holding_value,holding_drawdown,value_2,drawdown_2,holding_value_2,holding_drawdown_2,benchmark_value,benchmark_drawdown",
    );
    expect(first?.split(",")).toHaveLength(11);
  });

  test("one that is refused is named, and a grid takes one alone", () => {
    const doge = write("doge.json", policyOf({ BTC: 0.5, DOGE: 0.5 }));
    expect(on(SHORT, "--policy", doge).stderr).toContain("The policy holds DOGE");
    const grid = write("grid.json", { bands: [0.1], intervals: [0] });
    expect(on(SHORT, "--policy", MOSTLY, "--sweep", grid).stderr).toContain("a grid is laid around one policy");
  });
});

describe("a coin that comes late or goes early", () => {
  test("is refused with the way out", () => {
    const late = on(LATE);
    expect(late.status).toBe(2);
    expect(late.stderr).toContain("late.csv: ETH begins on 2024-02-01: --late-start lets it start when it starts.");
    expect(on(DYING).stderr).toContain("dying.csv: ETH ends on 2024-01-31: --delisted sell or write-off says");
    expect(on(DYING, "--late-start").stderr).toContain("That is --delisted sell, or --delisted write-off.");
    expect(on(DYING, "--delisted", "keep").stderr).toContain('--delisted: "keep" is none of sell, write-off.');
  });

  test.each([LATE, LATE_LONG])("starts when it starts: %s", (prices) => {
    const { status, stdout } = on(prices, "--late-start");
    expect(status).toBe(0);
    expect(stdout).toContain("4 bars from 2024-01-30 to 2024-02-02");
    // 12,100 by then; half of it in ETH, which doubles.
    expect(stdout).toMatch(/^Final value, USDT +18,150\.00 +18,150\.00$/m);
    expect(stdout).toContain("Note: ETH starts on 2024-02-01, its first price; until then the others share its weight");
    const { rebalances, notes } = JSON.parse(on(prices, "--late-start", "--json").stdout);
    expect(rebalances).toMatchObject([{ trigger: "listed", bar: 2 }]);
    expect(notes.join()).toContain("ETH starts on 2024-02-01");
  });

  test("is said of a sweep, too", () => {
    const grid = write("grid.json", { bands: [0.1, 0.2], intervals: [0] });
    const { cells, notes } = JSON.parse(on(LATE, "--late-start", "--sweep", grid, "--json").stdout);
    expect(cells[0]).toMatchObject({ finalValue: 18_150, events: 2 });
    expect(notes.join()).toContain("ETH starts on 2024-02-01");
  });

  test("is sold or written off", () => {
    // 5,500 and 5,000; sold and spread over BTC, which rises by a tenth, or lost.
    expect(on(DYING, "--delisted", "sell").stdout).toMatch(/^Final value, USDT +11,550\.00 +11,550\.00$/m);
    const lost = on(DYING, "--delisted", "write-off").stdout;
    expect(lost).toMatch(/^Final value, USDT +6,050\.00 +6,050\.00$/m);
    expect(lost).toContain("Note: ETH is worth nothing after its last price, on 2024-01-31;");
  });

  test("without the option, a long file says what it was cut to, as ever", () => {
    const { status, stdout } = on(LATE_LONG);
    expect(status).toBe(0);
    expect(stdout).toContain("2 bars from 2024-02-01");
    expect(stdout).toContain("the table is cut to that.");
    expect(stdout).toContain("ETH begins on 2024-02-01: --late-start lets it start when it starts.");
  });
});

test("no control character of a file's name, a field or a column reaches the terminal", () => {
  const hostile = "\u001b[2J\u009b31m\u202e";
  const named = write(`p${hostile}.json`, policyOf({ BTC: 0.5, ETH: 0.5 }, { [`f${hostile}`]: 1 }));
  const heads = write(`x${hostile}.csv`, `date,BTC,ETH${hostile}\n2024-01-30,1,1\n2024-01-31,,1\n`);
  const fine = write(`q${hostile}.json`, policyOf({ BTC: 0.5, ETH: 0.5 }));
  const copy = write(`c${hostile}.csv`, "date,BTC,ETH\n2024-01-30,1,1\n2024-01-31,2,1\n");
  const runs = [
    run("--prices", SHORT, "--policy", named),
    run("--prices", heads, "--policy", HALVES),
    run("--prices", copy, "--policy", fine),
    run("--prices", copy, "--policy", fine, "--policy", HALVES, "--json"),
    run("--prices", copy, "--policy", fine, `--x${hostile}`),
    run("--prices", copy, "--policy", fine, "--start", hostile),
    run("--prices", copy, "--policy", fine, "--sweep", write(`g${hostile}.json`, { fields: { [`f${hostile}`]: [1] } })),
  ];
  for (const { stdout, stderr } of runs) {
    expect(`${stdout}${stderr}`).not.toMatch(/[\p{Cf}]|[^\P{Cc}\n]/u);
    expect(`${stdout}${stderr}`.length).toBeGreaterThan(0);
  }
  expect(JSON.parse(runs[3]!.stdout).prices.file).toBe(copy);
});
