import { describe, expect, test } from "vitest";
import { withPlainSpaces } from "@/lib/format/number";
import { assetColors } from "./asset-colors";
import { shownDrift, targetWords } from "./target-words";

describe("words beside a gauge add up with the figures beside them", () => {
  test.each([
    [0.474, 0.4, 0.025, "4.9 pp over its band"],
    [0.2138, 0.25, 0.025, "1.1 pp under its band"],
    [0.4252, 0.4, 0.025, "just over its band"],
    [0.179, 0.2, 0.025, "inside its band"],
    [0.0402, 0.04, 0.01, "on target"],
    [0.01, 0, 0.02, "in no target"],
  ])("%d of %d, band %d: %s", (weight, target, band, words) => {
    const drift = weight - target;
    const row = { drift, target, band, isOutside: Math.abs(drift) > band };
    expect(withPlainSpaces(targetWords(row, shownDrift(weight, target)))).toBe(words);
  });
});

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
