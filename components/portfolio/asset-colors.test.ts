import { expect, test } from "vitest";
import { assetColors } from "./asset-colors";

test("colours follow the targets' order, cash and latecomers share the tenth", () => {
  const rows = Array.from({ length: 12 }, (_, index) => ({
    key: `A${index}`,
    target: (12 - index) / 100,
    members: [index === 1 ? "USDT" : `A${index}`],
  }));
  const { byTarget, byAsset } = assetColors(rows, "USDT");
  expect(byTarget.A0).toBe("var(--color-asset-1)");
  expect(byAsset.USDT).toBe("var(--color-asset-10)");
  expect(byTarget.A2).toBe("var(--color-asset-2)");
  expect(byTarget.A11).toBe("var(--color-asset-10)");
});
