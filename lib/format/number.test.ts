import { describe, expect, test } from "vitest";
import {
  formatBps,
  formatCompact,
  formatDecimal,
  formatMoney,
  formatPercent,
  formatPoints,
  formatPrice,
  formatQuantity,
  formatTrimmed,
  formatTrimmedPercent,
  formatTrimmedPoints,
} from "./number";

/** No-break spaces as plain ones, so that the tables below can be read. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("figures as people read them", () => {
  test.each([
    ["48213.0725", "48,213.07"],
    ["0", "0.00"],
    ["-212.085", "−212.09"],
    ["0.004", "<0.01"],
    ["-0.004", "−<0.01"],
    ["999.995", "1,000.00"],
    ["not money", "not known"],
  ])("money %s reads %s", (value, text) => expect(formatMoney(value)).toBe(text));

  test.each([
    [formatMoney("312.44", { isSigned: true, unit: "USDT" }), "+312.44 USDT"],
    [formatMoney("0", { isSigned: true }), "0.00"],
    [formatMoney("0.004", { isSigned: true }), "+<0.01"],
    [formatMoney("1200", { unit: "USDT", digits: 0 }), "1,200 USDT"],
    [formatMoney("0.52700001", { unit: "BTC" }), "0.52700001 BTC"],
    [formatMoney(1234.565), "1,234.57"],
    [formatMoney(Number.NaN), "–"],
  ])("money reads %s", (written, text) => expect(plain(written)).toBe(text));

  test.each([
    [formatDecimal("0.24970298"), "0.24970298"],
    [formatDecimal("1234567.1"), "1,234,567.1"],
    [formatDecimal(1e-7), "0.0000001"],
    [formatDecimal(1.5e21), "1,500,000,000,000,000,000,000"],
    [formatDecimal(1096), "1,096"],
  ])("a plain figure reads %s", (written, text) => expect(written).toBe(text));

  test.each([
    ["91482.1", "91,482.10"],
    ["16.84", "16.84"],
    ["1", "1.0000"],
    ["0.9998", "0.9998"],
    ["0.0000213412", "0.00002134"],
  ])("price %s reads %s", (value, text) => expect(formatPrice(value)).toBe(text));

  test("the market's step decides a quantity's places", () => {
    expect(formatQuantity("5.49", "0.001")).toBe("5.490");
    expect(formatQuantity("0.123456789123")).toBe("0.12345679");
    expect(formatQuantity("1000000")).toBe("1,000,000");
  });

  // Two sets of formatters showed 0.0015 as 0.1 % and as 0.2 %, and lost the minus of −0.0002.
  test.each([
    [0.474, "47.4 %"],
    [0.0015, "0.2 %"],
    [-0.0015, "−0.2 %"],
    [0, "0.0 %"],
    [1e-17, "0.0 %"],
    [-1e-17, "0.0 %"],
    [0.0002, "<0.1 %"],
    [-0.0002, "−<0.1 %"],
    [Number.NaN, "–"],
  ])("share %s reads %s", (share, text) => expect(plain(formatPercent(share))).toBe(text));

  test.each([
    [formatPercent(0.285, { digits: 0 }), "29 %"],
    [formatPercent(0.0213, { digits: 2, isSigned: true }), "+2.13 %"],
    [formatPercent(0.0213, { hasUnit: false }), "2.1"],
    [formatPoints(0.074), "+7.4 pp"],
    [formatPoints(-0.036), "−3.6 pp"],
    [formatPoints(0.0001), "+<0.1 pp"],
    [formatPoints(0), "0.0 pp"],
    [formatPoints(0.074, { isSigned: false }), "7.4 pp"],
    [formatBps(1.42), "1.4 bps"],
    [formatBps(0.04), "<0.1 bps"],
  ])("a share or a cost reads %s", (written, text) => expect(plain(written)).toBe(text));

  test.each([
    [formatTrimmed(7.5), "7.5"],
    [formatTrimmed(20), "20"],
    [formatTrimmed(100), "100"],
    [formatTrimmed(0.001), "<0.01"],
    [formatTrimmed(-20), "−20"],
    [formatTrimmedPercent(0.075), "7.5 %"],
    [formatTrimmedPercent(0.333333, 1), "33.3 %"],
    [formatTrimmedPoints(0.02), "2 pp"],
  ])("a figure somebody wrote reads %s", (written, text) => expect(plain(written)).toBe(text));

  test("axes want the size", () =>
    expect([48000, 1_200_000, 950, -12500, 0].map(formatCompact)).toEqual(["48k", "1.2M", "950", "−12.5k", "0"]));
});
