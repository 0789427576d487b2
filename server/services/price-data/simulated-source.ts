/** The simulated market behind the port of past prices: closes only, any span, always complete. */
import { type Timeframe, timeframeMs } from "@/lib/engine/model";
import type { CandleSource } from "@/server/market-data/candles";
import { simulatedCloses, simulatedPrice } from "@/server/market-data/simulated";
import { SIMULATED_NAME } from "./source";

/** Larger than an exchange's: a page costs no request, only a transaction. */
const PAGE_BARS = 8_192;

/** Times of whole bars with from <= time and an end not after `until`. */
export function barTimes(from: number, until: number, stepMs: number): Float64Array {
  const first = Math.ceil(from / stepMs);
  const last = Math.floor(until / stepMs);
  return Float64Array.from({ length: Math.max(0, last - first) }, (_, bar) => (first + bar) * stepMs);
}

export function createSimulatedSource(seed: number, now: () => number): CandleSource {
  return {
    label: SIMULATED_NAME,
    pageBars: PAGE_BARS,
    has: (_timeframe: Timeframe) => true,
    findSymbol: async (base, quote) => (simulatedPrice(seed, base, quote, 0) === null ? null : `${base}/${quote}`),
    async fetchPage({ symbol, timeframe, from, until }) {
      const stepMs = timeframeMs(timeframe) ?? 86_400_000;
      const [base = "", quote = ""] = symbol.split("/");
      const times = barTimes(from, Math.min(until, now()), stepMs).subarray(0, PAGE_BARS);
      const close = simulatedCloses(seed, [base], quote, times, stepMs) ?? new Float64Array(0);
      const whole = close.length === 0 ? new Float64Array(0) : times.slice();
      return { bars: { times: whole, open: null, high: null, low: null, close, volume: null }, dropped: 0 };
    },
  };
}
