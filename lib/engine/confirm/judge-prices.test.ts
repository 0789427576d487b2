/** Several exchanges, one portfolio: which source counts, and which venue is not traded with. */
import { describe, expect, test } from "vitest";
import { type Confirmations, NOTHING_CONFIRMED } from "@/lib/engine/model";
import { price } from "@/lib/money";
import { priceTerms } from "./judge-price";
import { judgePrices, type PricesVerdict } from "./judge-prices";
import { isPeggedTo } from "./off-peg";

const START = 1_000_000_000;
const MINUTE = 60_000;

interface Answers {
  /** Quotes by exchange: "BTC/USDT 50000". */
  venues: Record<string, readonly string[]>;
  beside?: Record<string, readonly string[]>;
  /** Closes by "exchange symbol". */
  closes?: Record<string, string>;
  assets?: readonly string[];
  base?: string;
}

class Watcher {
  now = START;
  memory: Confirmations = NOTHING_CONFIRMED;

  observe(
    afterMs: number,
    { venues, beside = {}, closes = {}, assets = ["BTC"], base = "USDT" }: Answers,
  ): PricesVerdict {
    this.now += afterMs;
    const voices = (said: Answers["venues"], isBeside: boolean) =>
      Object.entries(said).map(([name, lines]) => ({
        origin: name,
        isBeside,
        quotes: lines.map((line) => {
          const [symbol = "", mid = ""] = line.split(" ");
          return { symbol, bid: price(mid), ask: price(mid), last: price(mid), at: this.now, venueName: name };
        }),
      }));
    const verdict = judgePrices(
      {
        assets,
        baseCurrency: base,
        takenAt: this.now,
        voices: [...voices(venues, false), ...voices(beside, true)],
        closeOf: (quote) => {
          const close = closes[`${quote.venueName} ${quote.symbol}`];
          return close === undefined ? undefined : { close: price(close), at: this.now };
        },
        hasCandles: () => true,
        isBalanceSuspect: () => false,
        termsOf: (asset) => priceTerms(this.now, isPeggedTo(asset, base), null),
      },
      this.memory,
    );
    const counted = new Map([...this.memory.prices, ...verdict.confirmed].map((each) => [each.asset, each]));
    this.memory = { ...NOTHING_CONFIRMED, prices: [...counted.values()], suspectPrices: verdict.suspectMemory };
    return verdict;
  }

  counted(asset = "BTC"): number | null {
    const found = this.memory.prices.find((each) => each.asset === asset);
    return found ? Number(found.price) : null;
  }
}

const both = (one: number, other: number) => ({ A: [`BTC/USDT ${one}`], B: [`BTC/USDT ${other}`] });
const suspects = (verdict: PricesVerdict) =>
  verdict.suspects.map(({ asset, suspicion }) => `${asset} ${suspicion}`).join(", ");

describe("two exchanges", () => {
  test("confirm each other at the first observation", () => {
    const watcher = new Watcher();
    expect(suspects(watcher.observe(0, { venues: both(50_000, 50_100) }))).toBe("");
    expect(watcher.counted()).toBe(50_000);
  });

  test("that contradict each other at the first observation confirm nothing", () => {
    const watcher = new Watcher();
    for (let observation = 0; observation < 5; observation += 1)
      expect(suspects(watcher.observe(MINUTE, { venues: both(5_000, 50_000) }))).toBe("BTC contradicted");
    expect(watcher.counted()).toBeNull();
  });

  test.each([0.1, 0.5, 0.75, 1.4, 10])(
    "of which the first lies by %f: the other counts, the liar is not traded with",
    (lie) => {
      const watcher = new Watcher();
      watcher.observe(0, { venues: both(50_000, 50_000) });
      for (let observation = 0; observation < 5; observation += 1) {
        const verdict = watcher.observe(5 * MINUTE, { venues: both(50_000 * lie, 50_100) });
        expect(suspects(verdict)).toBe("");
        expect(verdict.outliers).toEqual([{ venueName: "A", symbol: "BTC/USDT" }]);
      }
      expect(watcher.counted()).toBe(50_100);
    },
  );

  test("of which the second lies: it is not traded with either", () => {
    const watcher = new Watcher();
    watcher.observe(0, { venues: both(50_000, 50_000) });
    const verdict = watcher.observe(5 * MINUTE, { venues: both(50_000, 30_000) });
    expect(verdict.outliers).toEqual([{ venueName: "B", symbol: "BTC/USDT" }]);
    expect(watcher.counted()).toBe(50_000);
  });

  test("of which one stands still in a crash: candles side with the other, so neither is confirmed until both agree", () => {
    const watcher = new Watcher();
    watcher.observe(0, { venues: both(50_000, 50_000) });
    const closes = { "A BTC/USDT": "30000" };
    expect(suspects(watcher.observe(5 * MINUTE, { venues: both(30_000, 50_000), closes }))).toBe("BTC contradicted");
    expect(watcher.counted()).toBe(50_000);
    watcher.observe(MINUTE, { venues: both(30_000, 30_100), closes });
    expect(watcher.counted()).toBe(30_000);
  });

  test("that fall together by more than half are confirmed without any candle", () => {
    const watcher = new Watcher();
    watcher.observe(0, { venues: both(50_000, 50_000) });
    expect(suspects(watcher.observe(5 * MINUTE, { venues: both(15_000, 15_050) }))).toBe("BTC moved");
    expect(suspects(watcher.observe(MINUTE, { venues: both(15_000, 15_050) }))).toBe("");
  });
});

test("an exchange the portfolio does not span is a source, and nothing is priced by it", () => {
  const watcher = new Watcher();
  const beside = { K: ["BTC/USDT 50000", "ETH/USDT 2500"] };
  const verdict = watcher.observe(0, { venues: { A: ["BTC/USDT 5000"] }, beside, assets: ["BTC", "ETH"] });
  expect(suspects(verdict)).toBe("BTC contradicted, ETH missing");
  expect(verdict.outliers).toEqual([]);
});

test("a bridge that lies makes suspect all that is priced over it, and nothing else", () => {
  const assets = ["ADA", "BTC", "USDT"];
  const honest = { A: ["ADA/USDT 0.5", "EUR/USDT 1.25", "BTC/EUR 40000"] };
  const closes = { "A ADA/USDT": "0.5", "A EUR/USDT": "1.25", "A BTC/EUR": "40000" };
  const watcher = new Watcher();
  expect(suspects(watcher.observe(0, { venues: honest, closes, assets, base: "EUR" }))).toBe("");
  const lying = { A: ["ADA/USDT 0.5", "EUR/USDT 2.5", "BTC/EUR 40000"] };
  const verdict = watcher.observe(5 * MINUTE, { venues: lying, closes, assets, base: "EUR" });
  expect(suspects(verdict)).toBe("ADA contradicted, USDT contradicted");
  expect([watcher.counted("ADA"), watcher.counted("BTC"), watcher.counted("USDT")]).toEqual([0.4, 40_000, 0.8]);
});

test("a dollar taken for another is confirmed, and says so", () => {
  const watcher = new Watcher();
  const verdict = watcher.observe(0, {
    venues: { A: ["BTC/USDT 50000"] },
    closes: { "A BTC/USDT": "50000" },
    assets: ["BTC", "USDT"],
    base: "USD",
  });
  expect(verdict.confirmed.map((each) => each.source)).toEqual([
    "A BTC/USDT, USDT taken as 1 USD",
    "USDT taken as 1 USD",
  ]);
});
