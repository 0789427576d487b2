import { expect, test } from "vitest";
import { percentToShare } from "./percent-to-share";

test.each([
  ["0.1", "0.001"],
  ["0.075", "0.00075"],
  ["10", "0.1"],
  ["250", "2.5"],
  ["0", "0"],
  ["", "0"],
])("%s %% is the share %s", (percent, share) => {
  expect(percentToShare(percent)).toBe(share);
});
