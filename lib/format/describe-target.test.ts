import { describe, expect, test } from "vitest";
import { describeTarget, shownDrift } from "./describe-target";
import { withPlainSpaces } from "./number";

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
