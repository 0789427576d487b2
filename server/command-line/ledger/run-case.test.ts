/** Every worked case, to the last digit its source gives; what the command prints for it is what is compared. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isDecimal, subtract } from "@/lib/money";
import { LedgerCase } from "@/lib/schemas/ledger-case";
import { runCase } from "./run-case";

interface WorkedCase {
  id: string;
  title: string;
  source: { text: string };
  expect: unknown;
  figures: readonly { path: string; value: string; tolerance: string }[];
}

const FILE = join(import.meta.dirname, "../../../lib/engine/ledger/fixtures/tax-cases.json");
const { cases } = JSON.parse(readFileSync(FILE, "utf8")) as { cases: WorkedCase[] };

describe("worked cases of tax offices, laws and other tools", () => {
  test.each(cases.map((each) => [each.id, each.title, each] as const))("%s: %s", (_id, _title, worked) => {
    const answer = runCase(LedgerCase.parse(worked));
    expect(answer).toEqual(worked.expect);
    for (const { path, value, tolerance } of worked.figures) {
      const found = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], answer);
      if (!isDecimal(found)) expect(typeof found === "object" ? JSON.stringify(found) : found, path).toBe(value);
      else expect(Math.abs(Number(subtract<string>(found, value))), path).toBeLessThanOrEqual(Number(tolerance) + 1e-8);
    }
  });
});

describe("siblings that no file lists", () => {
  const base = {
    id: "own",
    base: "EUR",
    zone: "Europe/Berlin",
    jurisdiction: "generic",
    method: "fifo",
    scope: "wallet",
  };
  const run = (own: Record<string, unknown>) => runCase(LedgerCase.parse({ ...base, ...own }));
  const buy = (id: string, day: string, quantity: string, value: string, more = {}) => ({
    id,
    time: `${day}T12:00:00Z`,
    kind: "buy",
    asset: "BTC",
    quantity,
    value,
    ...more,
  });
  const sell = (id: string, day: string, quantity: string, value: string | null, more = {}) => ({
    ...buy(id, day, quantity, "0", more),
    kind: "sell",
    value,
  });

  test("lots whose cost nobody knows stop the sale that would take them, and no other", () => {
    const found = run({
      events: [
        { id: "o", time: "2024-01-01T12:00:00Z", kind: "deposit", asset: "BTC", quantity: "0.75", cost: null },
        buy("b", "2024-02-01", "1", "40000"),
        sell("s1", "2024-03-01", "0.5", "25000"),
        sell("s2", "2024-03-02", "1", "50000", { lots: [{ lot: "b", quantity: "1" }] }),
      ],
    });
    expect(found.errors).toEqual([{ event: "s1", code: "cost-unknown", asset: "BTC", wallet: "main", missing: "0.5" }]);
    expect(found.disposals).toMatchObject([{ events: ["s2"], cost: "40000", gain: "10000" }]);
    expect(found.lots).toEqual([
      { lot: "o", asset: "BTC", wallet: "main", acquired: "2024-01-01", quantity: "0.75", cost: null },
    ]);
  });

  test("a fee in a coin that is not there stops the whole purchase", () => {
    const fee = { asset: "BNB", quantity: "0.1", value: "60" };
    const found = run({ events: [buy("b", "2024-02-01", "1", "40000", { fee }), sell("s", "2024-03-01", "1", "1")] });
    expect(found.errors).toMatchObject([
      { event: "b", code: "short", asset: "BNB", missing: "0.1" },
      { event: "s", code: "short", asset: "BTC", missing: "1" },
    ]);
    expect(found.lots).toEqual([]);
  });

  test("a sale without a value names the quantity that waits for a price", () => {
    const found = run({ events: [buy("b", "2024-02-01", "1", "40000"), sell("s", "2024-03-01", "0.25", null)] });
    expect(found.errors).toEqual([{ event: "s", code: "value-unknown", asset: "BTC", missing: "0.25" }]);
  });

  test("a named lot of another wallet is no candidate wallet by wallet, and is one under a universal scope", () => {
    const events = [
      buy("a", "2024-01-01", "1", "10", { wallet: "cold" }),
      buy("b", "2024-01-02", "1", "20"),
      sell("s", "2024-02-01", "1", "30", { lots: [{ lot: "a", quantity: "1" }] }),
    ];
    expect(run({ method: "specific", events }).errors).toEqual([
      { event: "s", code: "lot-unknown", asset: "BTC", lot: "a", missing: "1" },
    ]);
    expect(run({ method: "specific", scope: "universal", events }).disposals).toMatchObject([{ cost: "10" }]);
  });

  test("gas paid in another coin for a transfer is given up for a service", () => {
    const move = { id: "m", time: "2024-03-01T12:00:00Z", kind: "transfer", from: "main", to: "cold", quantity: "2" };
    const fee = { asset: "ETH", quantity: "0.01", value: "30" };
    const events = [
      { ...buy("e", "2024-01-01", "1", "2000"), asset: "ETH" },
      buy("b", "2024-01-02", "2", "80000"),
      { ...move, asset: "BTC", fee },
    ];
    expect(run({ events })).toMatchObject({
      disposals: [{ asset: "ETH", quantity: "0.01", proceeds: "30", cost: "20", gain: "10", events: ["m"] }],
      lots: [
        { asset: "BTC", wallet: "cold", quantity: "2", cost: "80000" },
        { asset: "ETH", wallet: "main", quantity: "0.99", cost: "1980" },
      ],
    });
  });

  test("Canada: coins that only came in the window, and were bought long before, deny no loss", () => {
    const deposit = {
      id: "o",
      time: "2024-01-01T12:00:00Z",
      kind: "deposit",
      asset: "BTC",
      quantity: "2",
      cost: "80000",
    };
    const events = (acquired: string) => [{ ...deposit, acquired }, sell("s", "2024-01-15", "1", "30000")];
    const rules = { jurisdiction: "CA", base: "CAD", zone: "America/Toronto", method: "average", scope: "universal" };
    expect(run({ ...rules, events: events("2020-05-01") }).disposals[0]).not.toHaveProperty("denied");
    expect(run({ ...rules, events: events("2023-12-20") }).disposals).toMatchObject([{ denied: "10000" }]);
  });

  test("France: a cost nobody knows stops the sale of any coin", () => {
    const rules = { jurisdiction: "FR", zone: "Europe/Paris", method: "portfolio-fr", scope: "universal" };
    const found = run({
      ...rules,
      events: [
        buy("b", "2024-01-01", "1", "40000"),
        { id: "o", time: "2024-01-02T12:00:00Z", kind: "deposit", asset: "ETH", quantity: "3", cost: null },
        sell("s", "2024-02-01", "0.5", "25000", { portfolioValueBefore: "60000" }),
      ],
    });
    expect(found.disposals).toEqual([]);
    expect(found.errors).toMatchObject([{ event: "s", code: "cost-unknown", asset: "ETH", missing: "3" }]);
  });

  test("a swap that carries its cost is no disposal, keeps the cost and starts the time anew", () => {
    const found = run({
      jurisdiction: "PT",
      zone: "Europe/Lisbon",
      options: { swap: "carry-cost" },
      events: [
        buy("b", "2024-01-10", "1", "40000"),
        { id: "x", time: "2024-06-10T12:00:00Z", kind: "swap", out: leg("BTC", "0.5"), in: leg("ETH", "10") },
        { ...sell("s", "2025-05-10", "10", "30000"), asset: "ETH" },
      ],
    });
    expect(found.disposals).toMatchObject([
      { asset: "ETH", cost: "20000", gain: "10000", parts: [{ lot: "x", acquired: "2024-06-10", term: "short" }] },
    ]);
    expect(found.lots).toMatchObject([{ lot: "b", quantity: "0.5", cost: "20000" }]);
  });

  test("averages move with a transfer, and old stock stays out of them", () => {
    const found = run({
      jurisdiction: "AT",
      zone: "Europe/Vienna",
      method: "average",
      options: { separateBefore: "2021-03-01" },
      events: [
        buy("old", "2020-05-01", "1", "8000"),
        buy("a", "2023-01-01", "1", "20000"),
        buy("b", "2023-02-01", "1", "30000"),
        {
          id: "m",
          time: "2023-03-01T12:00:00Z",
          kind: "transfer",
          asset: "BTC",
          quantity: "2",
          from: "main",
          to: "cold",
        },
      ],
    });
    expect(found.lots).toEqual([
      { asset: "BTC", wallet: "cold", quantity: "1", cost: "25000" },
      { lot: "old", asset: "BTC", wallet: "cold", acquired: "2020-05-01", quantity: "1", cost: "8000" },
      { asset: "BTC", wallet: "main", quantity: "1", cost: "25000" },
    ]);
  });

  test("the allocation of 2025 cuts lots at what the wallets hold, dearest first, dates kept", () => {
    const allocate = (quantity: string) => ({
      id: "turn",
      time: "2025-01-01T05:00:00Z",
      kind: "allocate",
      asset: "BTC",
      order: "hifo",
      to: [
        { wallet: "A", quantity: "1.5" },
        { wallet: "B", quantity },
      ],
    });
    const events = [
      buy("cheap", "2023-01-01", "1", "10", { wallet: "A" }),
      buy("dear", "2024-01-01", "1", "90", { wallet: "B" }),
    ];
    const rules = { jurisdiction: "US", zone: "America/New_York", scope: "universal" };
    const sale = sell("s", "2025-06-01", "0.5", "60", { wallet: "B" });
    expect(run({ ...rules, events: [...events, allocate("0.5"), sale] })).toMatchObject({
      disposals: [{ cost: "5", parts: [{ lot: "cheap", acquired: "2023-01-01", term: "long" }] }],
      lots: [
        { lot: "cheap", wallet: "A", quantity: "0.5", cost: "5" },
        { lot: "dear", wallet: "A", quantity: "1", cost: "90" },
      ],
      errors: [],
    });
    expect(run({ ...rules, events: [...events, allocate("0.75")] }).errors).toEqual([
      { event: "turn", code: "short", asset: "BTC", missing: "0.25" },
    ]);
    expect(run({ ...rules, events: [...events, allocate("0.25")] }).errors).toEqual([
      { event: "turn", code: "not-allocated", asset: "BTC", left: "0.25" },
    ]);
  });

  test.each([
    ["UK", "pool-uk", "2024-04-05T23:30:00Z", "2024/25"],
    ["UK", "pool-uk", "2024-04-05T22:30:00Z", "2023/24"],
    ["IN", "fifo", "2024-03-31T18:30:00Z", "2024-25"],
    ["IN", "fifo", "2024-03-31T18:29:59Z", "2023-24"],
    ["AU", "fifo", "2024-06-30T14:00:00Z", "2024-25"],
    ["DE", "fifo", "2024-12-31T23:00:00Z", "2025"],
  ])("in %s the tax year of %s %s is %s", (jurisdiction, method, time, year) => {
    const zone = { UK: "Europe/London", IN: "Asia/Kolkata", AU: "Australia/Sydney", DE: "Europe/Berlin" }[jurisdiction];
    const events = [buy("b", "2022-01-01", "1", "1"), { ...sell("s", "2022-01-01", "1", "2"), time }];
    expect(run({ jurisdiction, method, zone, events }).years.map((row) => row.year)).toEqual([year]);
  });
});

const leg = (asset: string, quantity: string) => ({ asset, quantity, value: null });
