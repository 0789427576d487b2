import { describe, expect, test } from "vitest";
import { type Quantity, quantity } from "@/lib/money";
import { type AccountBalance, type Division, divideAccount } from "./divide-account";

/** "BTC 1.5", or "BTC 1.5 (1 free)". */
function anAccount(...lines: readonly string[]): AccountBalance[] {
  return lines.map((line) => {
    const [, asset = "", total = "", free] = /^(\S+) (\S+)(?: \((\S+) free\))?$/.exec(line) ?? [];
    return { asset, total: quantity(total), free: quantity(free ?? total) };
  });
}

const byQuantity = (parts: Readonly<Record<string, Readonly<Record<string, string>>>>): Division => ({
  kind: "quantity",
  parts: Object.entries(parts).map(([portfolioId, claims]) => ({
    portfolioId,
    claims: new Map(Object.entries(claims) as [string, Quantity][]),
  })),
});
const byAsset = (parts: Readonly<Record<string, readonly string[]>>): Division => ({
  kind: "asset",
  parts: Object.entries(parts).map(([portfolioId, assets]) => ({ portfolioId, assets })),
});

/** "core BTC 1 · sats BTC 0.4 · nobody BTC 0.1", what is missing and what nobody can explain after it. */
function linesOf(account: readonly AccountBalance[], division: Division): string[] {
  const { parts, notAllotted, unexplained } = divideAccount(account, division);
  const line = (owner: string) => (row: AccountBalance) =>
    `${owner} ${row.asset} ${row.total}${row.free === row.total ? "" : ` (${row.free} free)`}`;
  return [
    ...parts.flatMap((part) => part.balances.map(line(part.portfolioId))),
    ...notAllotted.map(line("nobody")),
    ...parts.flatMap((part) => part.missing.map((row) => `${part.portfolioId} misses ${row.quantity} ${row.asset}`)),
    ...parts.flatMap((part) => part.overdrawn.map((row) => `${part.portfolioId} owes ${row.quantity} ${row.asset}`)),
    ...unexplained.map((row) => `unexplained ${row.quantity} ${row.asset}`),
  ];
}

describe("by quantity", () => {
  test.each([
    [
      "the rest is not allotted",
      anAccount("BTC 1.5", "USDT 500"),
      { core: { BTC: "1" }, sats: { BTC: "0.4" } },
      ["core BTC 1", "sats BTC 0.4", "nobody BTC 0.1", "nobody USDT 500"],
    ],
    [
      "what was taken away by hand is missing in proportion, and never counted",
      anAccount("BTC 0.7"),
      { core: { BTC: "1" }, sats: { BTC: "0.4" } },
      ["core BTC 0.5", "sats BTC 0.2", "core misses 0.5 BTC", "sats misses 0.2 BTC", "unexplained 0.7 BTC"],
    ],
    [
      "two that claim the whole, as before there were parts, get no more than the whole",
      anAccount("BTC 1"),
      { core: { BTC: "1" }, sats: { BTC: "1" } },
      ["core BTC 0.5", "sats BTC 0.5", "core misses 0.5 BTC", "sats misses 0.5 BTC", "unexplained 1 BTC"],
    ],
    [
      "an emptied account leaves nothing to anybody",
      anAccount(),
      { core: { BTC: "1" }, sats: {} },
      ["core misses 1 BTC", "unexplained 1 BTC"],
    ],
    [
      "a fee paid with another's coin is the debt of who paid it, and explained",
      anAccount("BNB 0.99"),
      { core: { BNB: "1" }, sats: { BNB: "-0.01" } },
      ["core BNB 0.99", "core misses 0.01 BNB", "sats owes 0.01 BNB"],
    ],
    [
      "a debt explains only as much as it is",
      anAccount("BNB 0.9"),
      { core: { BNB: "1" }, sats: { BNB: "-0.01" } },
      ["core BNB 0.9", "core misses 0.1 BNB", "sats owes 0.01 BNB", "unexplained 0.09 BNB"],
    ],
    [
      "a fee paid with what is nobody's costs nobody",
      anAccount("BNB 0.99"),
      { core: {}, sats: { BNB: "-0.01" } },
      ["nobody BNB 0.99", "sats owes 0.01 BNB"],
    ],
    [
      "what is on order is taken from what is nobody's first, then from all in proportion",
      anAccount("BTC 2 (0.75 free)"),
      { core: { BTC: "1" }, sats: { BTC: "0.5" } },
      ["core BTC 1 (0.5 free)", "sats BTC 0.5 (0.25 free)", "nobody BTC 0.5 (0 free)"],
    ],
    ["what was borrowed is nobody's", anAccount("BTC -0.2"), { core: {}, sats: {} }, ["nobody BTC -0.2 (0 free)"]],
    [
      "what was borrowed pays no claim",
      anAccount("BTC -0.2"),
      { core: { BTC: "1" }, sats: {} },
      ["nobody BTC -0.2 (0 free)", "core misses 1 BTC", "unexplained 1 BTC"],
    ],
  ])("%s", (_, account, claims, lines) => expect(linesOf(account, byQuantity(claims))).toEqual(lines));

  test("an asset listed twice, spot beside what earns, is one", () => {
    const account = [...anAccount("BTC 1"), ...anAccount("BTC 2 (0 free)")];
    expect(linesOf(account, byQuantity({ core: { BTC: "2" }, sats: {} }))).toEqual([
      "core BTC 2 (1 free)",
      "nobody BTC 1 (0 free)",
    ]);
  });
});

describe("by asset", () => {
  test.each([
    [
      "a named asset is its portfolio's whole, deposits and all; the others are nobody's",
      anAccount("BTC 1.5 (1 free)", "ETH 2", "USDT 500"),
      { core: ["BTC", "USDT"], sats: ["SOL"] },
      ["core BTC 1.5 (1 free)", "core USDT 500", "nobody ETH 2"],
    ],
    [
      "what two name is neither's",
      anAccount("BTC 1", "USDT 5"),
      { core: ["BTC", "USDT"], sats: ["USDT"] },
      ["core BTC 1", "nobody USDT 5"],
    ],
    ["what was borrowed is nobody's", anAccount("BTC -1"), { core: ["BTC"] }, ["nobody BTC -1 (0 free)"]],
  ])("%s", (_, account, assets, lines) => expect(linesOf(account, byAsset(assets))).toEqual(lines));
});
