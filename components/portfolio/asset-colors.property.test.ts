import fc from "fast-check";
import { expect, test } from "vitest";
import { isMoney } from "@/lib/engine/model/currencies";
import { assetColors, type ColoredRow, OTHER_COLOR } from "./asset-colors";

const code = fc.oneof(
  fc.constantFrom("BTC", "ETH", "SOL", "XRP", "AVAX", "BCH", "DOGE", "LTC", "BNB", "USDT", "EUR"),
  fc.stringMatching(/^[A-Z0-9]{2,6}$/),
);
const codes = fc.uniqueArray(code, { minLength: 1, maxLength: 24 });

/** Every asset in one row, some rows groups of up to three, some without a target. */
const portfolio = fc
  .record({ assets: codes, sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 24, maxLength: 24 }) })
  .map(({ assets, sizes }): ColoredRow[] => {
    const rows: ColoredRow[] = [];
    for (let at = 0; at < assets.length; ) {
      const members = assets.slice(at, at + (sizes[rows.length] ?? 1));
      rows.push({ key: members.length > 1 ? `group:${rows.length}` : (members[0] ?? ""), members });
      at += members.length;
    }
    return rows;
  });

test("no order of rows or of members changes a colour", () => {
  fc.assert(
    fc.property(portfolio, fc.infiniteStream(fc.nat()), (rows, chance) => {
      const shuffled = <T>(list: readonly T[]) =>
        list
          .map((each) => ({ each, at: chance.next().value ?? 0 }))
          .sort((left, right) => left.at - right.at)
          .map(({ each }) => each);
      const again = shuffled(rows).map((row) => ({ ...row, members: shuffled(row.members) }));
      expect(assetColors(again)).toEqual(assetColors(rows));
    }),
  );
});

test("two assets share a colour only when all nine are taken", () => {
  fc.assert(
    fc.property(portfolio, (rows) => {
      const { byAsset } = assetColors(rows);
      const assets = Object.keys(byAsset).filter((asset) => !isMoney(asset));
      const own = assets.map((asset) => byAsset[asset]).filter((color) => color !== OTHER_COLOR);
      expect(own).toHaveLength(Math.min(9, assets.length));
      expect(new Set(own).size).toBe(own.length);
    }),
  );
});

test("what is held beside the targets recolours none of them", () => {
  fc.assert(
    fc.property(portfolio, codes, (rows, held) => {
      const own = new Set(rows.flatMap((row) => row.members));
      const beside = held.filter((asset) => !own.has(asset)).map((asset) => ({ key: asset, members: [asset] }));
      const wider = assetColors([...beside.map((row) => ({ ...row, isTarget: false })), ...rows]);
      const alone = assetColors(rows);
      for (const { key } of rows) expect(wider.byTarget[key]).toBe(alone.byTarget[key]);
      for (const asset of own) expect(wider.byAsset[asset]).toBe(alone.byAsset[asset]);
    }),
  );
});

test("the best-known nine have the same colour in every portfolio whose targets they are", () => {
  fc.assert(
    fc.property(portfolio, (rows) => {
      const { byAsset } = assetColors(rows);
      for (const asset of ["BTC", "ETH", "SOL", "XRP", "AVAX", "BCH", "DOGE", "LTC", "BNB"])
        if (byAsset[asset]) expect(byAsset[asset]).toBe(assetColors([{ key: asset, members: [asset] }]).byAsset[asset]);
    }),
  );
});
