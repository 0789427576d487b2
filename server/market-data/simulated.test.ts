import { describe, expect, test } from "vitest";
import { compare, isPositive, type Rate, roundDownToStep } from "@/lib/money";
import {
  SIMULATED_SEED,
  simulatedCandles,
  simulatedCloses,
  simulatedMarkets,
  simulatedPrice,
  simulatedQuote,
} from "./simulated";

const AT = Date.UTC(2026, 10, 22, 10);
const DAY = 86_400_000;

describe("the simulated market", () => {
  test("is a pure function of seed, asset and time", () => {
    expect(simulatedPrice(7, "BTC", "USDT", AT)).toBe(simulatedPrice(7, "BTC", "USDT", AT));
    expect(simulatedPrice(7, "BTC", "USDT", AT)).not.toBe(simulatedPrice(8, "BTC", "USDT", AT));
    expect(simulatedPrice(7, "NOPE", "USDT", AT)).toBeNull();
  });

  test("moves smoothly: no jump within a second, also across the ends of its inner spans", () => {
    for (const near of [AT, Math.ceil(AT / 2 ** 35) * 2 ** 35, Math.ceil(AT / 2 ** 30) * 2 ** 30])
      for (let step = -50; step < 50; step++) {
        const before = simulatedPrice(1, "ETH", "USDT", near + step * 1000)!;
        const after = simulatedPrice(1, "ETH", "USDT", near + (step + 1) * 1000)!;
        expect(Math.abs(after / before - 1)).toBeLessThan(0.003);
      }
  });

  test("is as volatile as the coins are: daily returns of Bitcoin between 30 % and 80 % a year", () => {
    const closes = Array.from(
      { length: 400 },
      (_, day) => simulatedPrice(SIMULATED_SEED, "BTC", "USDT", AT - day * DAY)!,
    );
    const returns = closes.slice(1).map((close, day) => Math.log(close / closes[day]!));
    const volatility = Math.sqrt((returns.reduce((sum, value) => sum + value * value, 0) / returns.length) * 365);
    expect(volatility).toBeGreaterThan(0.3);
    expect(volatility).toBeLessThan(0.8);
  });

  test("keeps stablecoins at about one and coins recognisable for twenty years", () => {
    for (let year = 0; year < 20; year++) {
      const at = AT - year * 365 * DAY;
      expect(Math.abs(simulatedPrice(3, "USDC", "USDT", at)! - 1)).toBeLessThan(0.01);
      expect(simulatedPrice(3, "BTC", "USDT", at)!).toBeGreaterThan(20_000);
      expect(simulatedPrice(3, "BTC", "USDT", at)!).toBeLessThan(500_000);
    }
  });

  test("quotes every market on whole steps, bid below ask", () => {
    const markets = simulatedMarkets("v", "0.001" as Rate);
    expect(markets.map((market) => market.symbol)).toContain("ETH/BTC");
    expect(new Set(markets.map((market) => market.symbol)).size).toBe(markets.length);
    for (const market of markets) {
      const quote = simulatedQuote(SIMULATED_SEED, market, AT)!;
      expect(isPositive(quote.bid), market.symbol).toBe(true);
      expect(compare(quote.bid, quote.ask), market.symbol).toBe(-1);
      expect(compare(roundDownToStep(quote.ask, market.priceStep), quote.ask)).toBe(0);
    }
  });

  test("draws candles of any past", () => {
    const candles = simulatedCandles(1, "BTC", "USDT", AT - DAY, AT, 3_600_000);
    expect(candles).toHaveLength(24);
    for (const candle of candles) expect(candle.low).toBeLessThanOrEqual(Math.min(candle.open, candle.close));
    expect(candles[1]!.open).toBe(candles[0]!.close);
  });

  test("draws closes of many assets at once, the very ones its candles have", () => {
    for (const step of [300_000, 3_600_000, DAY, 7_777_777]) {
      const times = Float64Array.from({ length: 300 }, (_, bar) => AT - (300 - bar) * step);
      const closes = simulatedCloses(5, ["BTC", "USD", "ETH", "USDT"], "USDT", times, step)!;
      for (const [index, asset] of ["BTC", "USD", "ETH", "USDT"].entries())
        for (const bar of [0, 1, 17, 298, 299])
          expect(closes[index * 300 + bar]).toBe(simulatedPrice(5, asset, "USDT", times[bar]! + step));
    }
    expect(simulatedCloses(5, ["NOPE"], "USDT", new Float64Array(1), DAY)).toBeNull();
  });
});
