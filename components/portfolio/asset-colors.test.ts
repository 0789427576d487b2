import { expect, test } from "vitest";
import { assetColors } from "./asset-colors";

const rowsOf = (codes: string) => codes.split(" ").map((code) => ({ key: code, members: [code] }));
const colorsOf = (codes: string) => assetColors(rowsOf(codes)).byAsset;

test("Bitcoin is orange at 5 % as at 95 %, beside one asset as beside eight", () => {
  expect(colorsOf("BTC ETH").BTC).toBe("var(--color-asset-1)");
  expect(colorsOf("ARB AAVE ETH BTC DOGE").BTC).toBe("var(--color-asset-1)");
});

test("money is the tenth, of whatever currency and wherever it stands", () => {
  const colors = colorsOf("USDT EUR BTC USDC");
  for (const asset of ["USDT", "EUR", "USDC"]) expect(colors[asset]).toBe("var(--color-asset-10)");
});

test("a group looks like its best-known member that is not money; its members keep their own", () => {
  const rows = [
    { key: "group:Majors", members: ["USDT", "AVAX", "SOL"] },
    { key: "group:Stable", members: ["USDC", "DAI"] },
    { key: "BTC", members: ["BTC"] },
    { key: "group:Empty", members: [] },
  ];
  const { byTarget, byAsset } = assetColors(rows);
  expect(byTarget["group:Majors"]).toBe(byAsset.SOL);
  expect(byAsset.AVAX).not.toBe(byAsset.SOL);
  expect(byTarget["group:Stable"]).toBe("var(--color-asset-10)");
  expect(byTarget["group:Empty"]).toBe("var(--color-asset-10)");
});

test("the tenth asset shares the colour of money, never that of another", () => {
  const codes = Array.from({ length: 12 }, (_, index) => `A${index}`);
  const colors = Object.values(colorsOf(codes.join(" ")));
  const own = colors.filter((color) => color !== "var(--color-asset-10)");
  expect(own).toHaveLength(9);
  expect(new Set(own).size).toBe(9);
});
