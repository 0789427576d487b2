/** Ten assets, five years of hourly closes, seeded: the same prices in every run and for the C loop. */
import { seededRandom } from "@/lib/engine/backtest/sweep/seeded-random";
import type { PriceTable } from "@/lib/engine/model";

export const HOUR_MS = 3_600_000;

export function hourlyMarket(assets = 10, bars = 43_800, seed = 1): PriceTable {
  const next = seededRandom(seed);
  const closes = new Float64Array(assets * bars);
  const marketMoves = Float64Array.from({ length: bars }, () => gauss(next) * 0.004);
  for (let asset = 0; asset < assets; asset += 1) {
    const ownMove = 0.002 + 0.001 * asset;
    const beta = 0.6 + 0.1 * asset;
    let close = 100 * (1 + asset);
    for (let bar = 0; bar < bars; bar += 1) {
      closes[asset * bars + bar] = close;
      close *= Math.exp(0.000_01 + beta * marketMoves[bar]! + ownMove * gauss(next));
    }
  }
  return {
    assets: Array.from({ length: assets }, (_, index) => `A${index}`),
    quote: "USDT",
    times: Float64Array.from({ length: bars }, (_, bar) => Date.UTC(2021, 0, 1) + bar * HOUR_MS),
    closes,
  };
}

/** Sum of twelve uniforms less six: near enough to a normal draw. */
function gauss(next: () => number): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw += 1) sum += next();
  return sum;
}
