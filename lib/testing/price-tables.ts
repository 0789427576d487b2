/** Chance's price tables: seeded random walks with a common mover, daily or hourly, calm or wild. */
import fc from "fast-check";
import type { PriceTable } from "@/lib/engine/model";
import { seededRandom } from "./random";

const NAMES = ["BTC", "ETH", "SOL", "ADA", "LINK", "DOT", "XRP", "DOGE"] as const;
const DAY_MS = 86_400_000;

/** "date BTC ETH", then a row a bar; a dash is no price. */
export function pricesOf(text: string, quote = "USDT"): PriceTable {
  const [head = [], ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const assets = head.slice(1);
  return {
    assets,
    quote,
    times: Float64Array.from(rows, ([date = ""]) => Date.parse(`${date.length > 10 ? date : `${date}T00:00`}Z`)),
    closes: Float64Array.from(assets.flatMap((_, column) => rows.map((row) => Number(row[column + 1])))),
  };
}

export interface TableShape {
  seed: number;
  assets: number;
  bars: number;
  /** 1 for daily bars. */
  daysPerBar: number;
}

/** Every asset has a volatility of its own and follows the common mover by a share of its own. */
export function randomPrices({ seed, assets, bars, daysPerBar }: TableShape): PriceTable {
  const random = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  const common = Float64Array.from({ length: bars }, normal);
  const closes = new Float64Array(assets * bars);
  for (let asset = 0; asset < assets; asset += 1) {
    const sigma = (0.005 + 0.06 * random.next()) * Math.sqrt(daysPerBar);
    const share = 1.8 * random.next() - 0.8;
    let level = Math.log(10 ** random.whole(-3, 4));
    for (let bar = 0; bar < bars; bar += 1) {
      closes[asset * bars + bar] = Math.exp(level);
      level += sigma * (share * common[bar]! + Math.sqrt(1 - share * share) * normal());
    }
  }
  return {
    assets: NAMES.slice(0, assets),
    quote: "USDT",
    times: Float64Array.from({ length: bars }, (_, bar) => Math.round(bar * daysPerBar * DAY_MS)),
    closes,
  };
}

export const priceTables = (limits: { assetsMin?: number; barsMin?: number } = {}): fc.Arbitrary<PriceTable> =>
  fc
    .record({
      seed: fc.integer({ min: 0, max: 2 ** 31 }),
      assets: fc.integer({ min: limits.assetsMin ?? 1, max: 8 }),
      bars: fc.integer({ min: limits.barsMin ?? 2, max: 120 }),
      daysPerBar: fc.constantFrom(1, 1 / 24),
    })
    .map(randomPrices);

/** The same table with every close after `bar` replaced by something else. */
export function withOtherFuture(table: PriceTable, bar: number): PriceTable {
  const bars = table.times.length;
  return { ...table, closes: table.closes.map((close, at) => (at % bars > bar ? close * (1.5 + (at % 7)) : close)) };
}

/** The same table in other units: each asset's prices times a factor of its own. */
export function inOtherUnits(table: PriceTable): PriceTable {
  const bars = table.times.length;
  return { ...table, closes: table.closes.map((close, at) => close * 3.7 ** (Math.floor(at / bars) - 2)) };
}
