import { expect, test } from "vitest";
import { kindWords, permissionWords, wayOut } from "./venue-words";

test("paper money is never called anything else", () => {
  expect(kindWords({ kind: "paper", isSimulated: true, exchangeName: null })).toBe("Paper, simulated prices");
  expect(kindWords({ kind: "paper", isSimulated: false, exchangeName: "Kraken" })).toBe("Paper, Kraken prices");
});

test("what the exchange does not tell is not claimed", () => {
  const told = (canTrade: boolean | null, canWithdraw: boolean | null) =>
    permissionWords({ kind: "exchange", permissions: { canTrade, canWithdraw } });
  expect(told(true, false)).toBe("can trade, cannot withdraw");
  expect(told(true, null)).toBe("can trade, withdrawal: not told");
  expect(permissionWords({ kind: "exchange", permissions: null })).toBe("trading: not told, withdrawal: not told");
});

test("every problem has a way out", () => {
  expect(wayOut({ kind: "exchange" }, "Binance refused the key.")).toContain("replace the keys");
  expect(wayOut({ kind: "exchange" }, "Binance refused the time of this computer. Set its clock.")).toContain("clock");
  expect(wayOut({ kind: "exchange" }, "Connection reset.")).toContain("asks again by itself");
});
