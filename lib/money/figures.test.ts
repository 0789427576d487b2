import { expect, test } from "vitest";
import { formatBps, formatDecimal, formatMoney, formatPercent, formatPercentPoints } from "./figures";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test.each([
  [formatMoney("48213.069", "USDT"), "48,213.07 USDT"],
  [formatMoney("-1583.2"), "−1,583.20"],
  [formatMoney("1200", "USDT", { decimals: 0 }), "1,200 USDT"],
  [formatMoney("12.5", null, { sign: "always" }), "+12.50"],
  [formatMoney("0", null, { sign: "always" }), "0.00"],
  [formatDecimal("0.24970298"), "0.24970298"],
  [formatDecimal("1234567.1"), "1,234,567.1"],
  [formatDecimal(1e-7), "0.0000001"],
  [formatDecimal("oops"), "not known"],
  [formatPercent(0.474), "47.4 %"],
  [formatPercent(0.0001), "<0.1 %"],
  [formatPercent(-0.0001), ">−0.1 %"],
  [formatPercent(0), "0.0 %"],
  [formatPercent(1e-17), "0.0 %"],
  [formatPercent(0.0213, { decimals: 2, sign: "always" }), "+2.13 %"],
  [formatPercentPoints(0.074, { sign: "always" }), "+7.4 pp"],
  [formatPercentPoints(-0.036, { sign: "always" }), "−3.6 pp"],
  [formatBps(1.42), "1.4 bps"],
  [formatPercent(Number.NaN), "not known"],
])("%s", (written, expected) => expect(plain(written)).toBe(expected));
