import { expect, test } from "vitest";
import { permissionLabel, venueLabel } from "./venues";

test("paper money is never called anything else", () => {
  expect(venueLabel({ kind: "paper", isSimulated: true, exchangeName: null })).toBe("Paper, simulated prices");
  expect(venueLabel({ kind: "paper", isSimulated: false, exchangeName: "Kraken" })).toBe("Paper, Kraken prices");
});

test("what the exchange does not say is not claimed", () => {
  const labelled = (canTrade: boolean | null, canWithdraw: boolean | null) =>
    permissionLabel("exchange", { canTrade, canWithdraw });
  expect(labelled(true, false)).toBe("can trade, cannot withdraw");
  expect(labelled(true, null)).toBe("can trade, withdrawal: not known");
  expect(permissionLabel("exchange", null)).toBe("trading: not known, withdrawal: not known");
});
