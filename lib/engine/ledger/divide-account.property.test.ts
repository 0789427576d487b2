import fc from "fast-check";
import { expect, test } from "vitest";
import { add, isMore, isNegative, isZero, maximum, minimum, type Quantity, quantity, subtract, sum } from "@/lib/money";
import { type AccountBalance, type Division, divideAccount } from "./divide-account";

const ASSETS = ["BTC", "ETH", "PEPE", "USDT"] as const;
const PORTFOLIOS = ["p1", "p2", "p3", "p4"] as const;
const ZERO = quantity("0");

/** From a wei to a million, with signs where a ledger or a lender may have them. */
const amount = (least: number) =>
  fc
    .tuple(fc.integer({ min: least, max: 10 ** 12 }), fc.integer({ min: 0, max: 18 }))
    .map(([units, places]) => quantity(scaled(units, places)));
function scaled(units: number, places: number): string {
  const digits = String(Math.abs(units)).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const part = digits.slice(digits.length - places);
  return `${units < 0 ? "-" : ""}${whole}${part ? `.${part}` : ""}`;
}

const account: fc.Arbitrary<AccountBalance[]> = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom(...ASSETS), amount(-1_000), amount(0))
    .map(([asset, total, free]) => ({ asset, total, free: minimum(maximum(total, ZERO), free) })),
  { selector: ({ asset }) => asset, maxLength: 4 },
);
const byQuantity: fc.Arbitrary<Division> = fc
  .uniqueArray(
    fc.record({
      portfolioId: fc.constantFrom(...PORTFOLIOS),
      claims: fc
        .array(fc.tuple(fc.constantFrom(...ASSETS), amount(-1_000)), { maxLength: 4 })
        .map((rows) => new Map<string, Quantity>(rows)),
    }),
    { selector: ({ portfolioId }) => portfolioId, maxLength: 4 },
  )
  .map((parts) => ({ kind: "quantity", parts }));
const byAsset: fc.Arbitrary<Division> = fc
  .uniqueArray(
    fc.record({
      portfolioId: fc.constantFrom(...PORTFOLIOS),
      assets: fc.uniqueArray(fc.constantFrom(...ASSETS), { maxLength: 3 }),
    }),
    { selector: ({ portfolioId }) => portfolioId, maxLength: 4 },
  )
  .map((parts) => ({ kind: "asset", parts }));
const division = fc.oneof(byQuantity, byAsset);

test("the parts and what is not allotted are the account, to the last digit", () => {
  fc.assert(
    fc.property(account, division, (balances, how) => {
      const { parts, notAllotted } = divideAccount(balances, how);
      for (const asset of ASSETS) {
        const held = balances.find((row) => row.asset === asset) ?? { total: ZERO, free: ZERO };
        const rows = [...parts.flatMap((part) => part.balances), ...notAllotted].filter((row) => row.asset === asset);
        expect(sum(rows.map((row) => row.total))).toBe(add(held.total, ZERO));
        expect(isMore(sum(rows.map((row) => row.free)), held.free)).toBe(false);
      }
    }),
  );
});

test("no part is negative, more than its claim, or freer than it is large", () => {
  fc.assert(
    fc.property(account, division, (balances, how) => {
      for (const { portfolioId, balances: own, missing } of divideAccount(balances, how).parts)
        for (const { asset, total, free } of own) {
          expect([isNegative(total), isZero(total), isNegative(free), isMore(free, total)]).not.toContain(true);
          if (how.kind === "asset") continue;
          const claim = how.parts.find((part) => part.portfolioId === portfolioId)!.claims.get(asset) ?? ZERO;
          const lost = missing.find((row) => row.asset === asset)?.quantity ?? ZERO;
          expect(isZero(subtract(claim, add(total, lost)))).toBe(true);
        }
    }),
  );
});

test("in whatever order accounts, portfolios and assets are listed, the parts are the same", () => {
  fc.assert(
    fc.property(account, division, (balances, how) => {
      const reversed: Division =
        how.kind === "asset"
          ? { kind: "asset", parts: how.parts.toReversed().map((p) => ({ ...p, assets: p.assets.toReversed() })) }
          : {
              kind: "quantity",
              parts: how.parts.toReversed().map((p) => ({ ...p, claims: new Map([...p.claims].toReversed()) })),
            };
      expect(divideAccount(balances.toReversed(), reversed)).toEqual(divideAccount(balances, how));
    }),
  );
});
