/** Chance's backtests: random walks with jumps and still stretches, plain policies, every cost and option. */
import fc from "fast-check";
import type { BacktestOptions, BacktestRequest } from "@/lib/engine/backtest/model";
import type { Band, Policy, Target, Trigger } from "@/lib/engine/model";
import { notional } from "@/lib/money";
import { aPolicy } from "@/lib/testing/builders";
import { seededRandom } from "@/lib/testing/random";

const HOUR = 3_600_000;
const NAMES = ["BTC", "ETH", "SOL", "ADA", "DOT"];

// Odd widths and bars: one that just equals the cash buffer would leave it to rounding whether it is reached.
const bands: fc.Arbitrary<Band> = fc.oneof(
  fc.constantFrom(0, 0.0021, 0.0103, 0.0507).map((width) => ({ kind: "absolute" as const, width })),
  fc.constantFrom(0.01, 0.05, 0.2, 0.5).map((ratio) => ({ kind: "relative" as const, ratio })),
  fc.constantFrom(0.05, 0.2).map((ratio) => ({ kind: "clamp" as const, ratio, floor: 0.01, cap: 0.04 })),
);

const crons = fc.constantFrom("0 0 * * *", "0 9 * * *", "0 0 * * 1", "0 17 * * 1", "0 0 1 * *", "0 9 1 * *");

const triggers: fc.Arbitrary<Trigger> = fc.oneof(
  crons.map((cron) => ({ kind: "time" as const, cron, timeZone: "UTC" })),
  fc.constantFrom(null, null, 0.0043, 0.0217).map((portfolioDrift) => ({ kind: "threshold" as const, portfolioDrift })),
  fc
    .record({ cron: crons, driftMin: fc.constantFrom(0.0031, 0.0219, 1) })
    .map((hybrid) => ({ kind: "hybrid" as const, timeZone: "UTC", ...hybrid })),
);

const policies = (assets: readonly string[]): fc.Arbitrary<Policy> =>
  fc
    .record({
      parts: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: assets.length + 1, maxLength: assets.length + 1 }),
      hasCash: fc.boolean(),
      own: fc.array(fc.option(bands, { nil: undefined, freq: 4 }), {
        minLength: assets.length + 1,
        maxLength: assets.length + 1,
      }),
      band: bands,
      triggers: fc.array(triggers, { maxLength: 2 }),
      destination: fc.constantFrom("target" as const, "half" as const, "edge" as const),
      scope: fc.constantFrom("all" as const, "breaching" as const),
      cashBuffer: fc.constantFrom(0, 0, 0.0025, 0.02),
      cooldownMinutes: fc.constantFrom(0, 0, 60, 4320),
      minimum: fc.constantFrom("0", "0", "40"),
    })
    .map(({ parts, hasCash, own, minimum, ...rest }) => {
      const names = hasCash ? [...assets, "USDT"] : assets;
      const shares = names.map((_, place) => parts[place]! + (place === 0 ? 1 : 0));
      const total = shares.reduce((sum, share) => sum + share, 0);
      const targets = names.map((asset, place): Target => {
        const band = own[place];
        const weight = shares[place]! / total;
        return band === undefined ? { kind: "asset", asset, weight } : { kind: "asset", asset, weight, band };
      });
      return aPolicy({ targets, tradeNotionalMin: notional(minimum), ...rest });
    });

const options = (assets: readonly string[], times: Float64Array): fc.Arbitrary<BacktestOptions> =>
  fc
    .record({
      startValue: fc.constantFrom(1, 1_000, 10_000),
      feeRate: fc.constantFrom(0, 0.001, 0.01, 0.1),
      costForm: fc.constantFrom("exact" as const, "leg" as const, "olps" as const),
      executeAt: fc.constantFrom("same-close" as const, "next-close" as const),
      initialFee: fc.boolean(),
      halfSpread: fc.constantFrom(0, 0, 0.0005),
      notionalMin: fc.constantFrom(0, 0, 0, 5, 25),
      step: fc.constantFrom(0, 0, 0, 0.01),
      flows: fc.array(
        fc.record({
          bar: fc.integer({ min: 1, max: times.length - 1 }),
          thousandths: fc.integer({ min: -1200, max: 1000 }),
        }),
        { maxLength: 3 },
      ),
      hasFlows: fc.boolean(),
    })
    .map(({ step, flows, hasFlows, ...rest }) => ({
      ...rest,
      steps: step > 0 ? { [assets[0]!]: step } : {},
      flows: hasFlows
        ? flows.map(({ bar, thousandths }) => ({ at: times[bar]! - 1, amount: (thousandths / 1000) * rest.startValue }))
        : [],
      capitalisations: null,
    }));

export const requests: fc.Arbitrary<BacktestRequest> = fc
  .record({
    count: fc.integer({ min: 1, max: NAMES.length }),
    bars: fc.integer({ min: 2, max: 90 }),
    isDaily: fc.boolean(),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    wildness: fc.constantFrom(0.002, 0.03, 0.15),
    hasCashColumn: fc.constantFrom(false, false, false, true),
  })
  .chain(({ count, bars, isDaily, seed, wildness, hasCashColumn }) => {
    const assets = NAMES.slice(0, count);
    const columns = hasCashColumn ? ["USDT", ...assets] : assets;
    const start = Date.UTC(2023, 10, 3) + (isDaily ? 0 : 5 * HOUR);
    const times = Float64Array.from({ length: bars }, (_, bar) => start + bar * HOUR * (isDaily ? 24 : 1));
    const closes = walks(columns, bars, seed, wildness);
    const table = { assets: columns, quote: "USD", times, closes };
    return fc
      .record({ policy: policies(assets), options: options(assets, times) })
      .map((rest): BacktestRequest => ({ table, ...rest, start: null, end: null }));
  });

function walks(columns: readonly string[], bars: number, seed: number, wildness: number): Float64Array {
  const random = seededRandom(seed);
  const closes = new Float64Array(columns.length * bars);
  columns.forEach((asset, column) => {
    let price = asset === "USDT" ? 1 : 10 ** (random.next() * 4 - 1);
    for (let bar = 0; bar < bars; bar += 1) {
      closes[column * bars + bar] = price;
      const isStill = random.chance(0.1);
      const size = asset === "USDT" ? 0.001 : wildness * (random.chance(0.05) ? 6 : 1);
      if (!isStill) price *= Math.exp((random.next() - 0.5) * 2 * size);
    }
  });
  return closes;
}

export function describeRequest({ policy, options }: BacktestRequest): string {
  return JSON.stringify({ policy, options });
}
