import { describe, expect, test } from "vitest";
import { describeTarget, describeWidestBreach, shownDrift } from "./describe-target";
import { withPlainSpaces } from "./number";
import { shownWeights } from "./shown-weights";

describe("what stands beside a gauge adds up with the figures beside it", () => {
  test.each([
    [0.474, 0.4, 0.025, "4.9 pp over its band"],
    [0.2138, 0.25, 0.025, "1.1 pp under its band"],
    [0.4252, 0.4, 0.025, "just over its band"],
    [0.179, 0.2, 0.025, "inside its band"],
    [0.0402, 0.04, 0.01, "on target"],
    [0.01, 0, 0.02, "in no target"],
  ])("%d of %d, band %d: %s", (weight, target, band, text) => {
    const drift = weight - target;
    const row = { drift, target, band, isOutside: Math.abs(drift) > band };
    expect(withPlainSpaces(describeTarget(row, shownDrift(weight, target)))).toBe(text);
  });
});

test("the banner says of the widest band what its row says, also where rounding gave the row a tenth more", () => {
  const row = (key: string, weight: number, target: number) => {
    const drift = weight - target;
    const isOutside = Math.abs(drift) > 0.025;
    return { key, name: key, members: [key], weight, target, drift, band: 0.025, isOutside, postTrade: weight };
  };
  // 2.948 pp over its band by itself; so that all add up to 100.0 % the row shows 45.5 %, which is 3.0 over.
  const rows = [row("BTC", 0.45448, 0.4), row("ETH", 0.37531, 0.4), row("USDT", 0.17021, 0.2)];
  const shown = shownWeights(rows).get("BTC") ?? 0;
  expect(shown).toBe(0.455);
  expect(withPlainSpaces(describeTarget(rows[0]!, shownDrift(shown, 0.4)))).toBe("3.0 pp over its band");
  expect(withPlainSpaces(describeWidestBreach(rows) ?? "")).toBe("Bitcoin is 3.0 pp over its band.");
  expect(describeWidestBreach(rows.map((each) => ({ ...each, isOutside: false })))).toBeNull();
});
