import { expect, test } from "vitest";
import { permissionLabel, venueLabel } from "./venues";

test("paper money is never called anything else", () => {
  expect(venueLabel({ kind: "paper", isSimulated: true, exchangeName: null })).toBe("Paper, simulated prices");
  expect(venueLabel({ kind: "paper", isSimulated: false, exchangeName: "Kraken" })).toBe("Paper, Kraken prices");
});

test("what the exchange does not tell is not claimed", () => {
  const told = (canTrade: boolean | null, canWithdraw: boolean | null) =>
    permissionLabel("exchange", { canTrade, canWithdraw });
  expect(told(true, false)).toBe("can trade, cannot withdraw");
  expect(told(true, null)).toBe("can trade, withdrawal: not told");
  expect(permissionLabel("exchange", null)).toBe("trading: not told, withdrawal: not told");
});
