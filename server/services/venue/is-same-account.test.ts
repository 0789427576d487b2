import { expect, test } from "vitest";
import { quantity } from "@/lib/money";
import { isSameAccount } from "./is-same-account";

const account = (text: string) =>
  text
    .split(/\s{2,}/)
    .filter(Boolean)
    .map((row) => {
      const [asset = "", total = "0"] = row.split(" ");
      return { asset, total: quantity(total), free: quantity(total) };
    });

test.each([
  ["the same to the last digit", "BTC 0.51234567  USDT 1000", "USDT 1000  BTC 0.51234567", true],
  ["what is nothing does not count", "BTC 0.51234567  USDT 1000  ETH 0", "BTC 0.51234567  USDT 1000", true],
  ["one digit apart", "BTC 0.51234567  USDT 1000", "BTC 0.51234568  USDT 1000", false],
  ["another asset beside", "BTC 0.51234567  USDT 1000", "BTC 0.51234567  USDT 1000  ETH 1", false],
  ["filled alike with round figures", "BTC 1  ETH 10  USDT 20000", "BTC 1  ETH 10  USDT 20000", false],
  ["one asset alone", "USDT 1234.567891", "USDT 1234.567891", false],
  ["nothing in either", "", "", false],
])("%s", (_name, one, other, expected) => {
  expect(isSameAccount(account(one), account(other))).toBe(expected);
});
