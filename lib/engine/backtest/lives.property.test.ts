/** Chance's policies on prices that begin late or end early: nothing is skipped that matters, and the trades add up. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { requests } from "@/lib/testing/backtest-requests";
import { backtest } from "./backtest";
import { type BacktestRequest, DELISTED } from "./model";

/** One asset loses its first closes, its last ones, or both; never all. */
const ragged: fc.Arbitrary<BacktestRequest> = fc
  .record({
    request: requests.filter(({ table }) => table.assets.length > 1),
    place: fc.nat(),
    late: fc.double({ min: 0, max: 0.6, noNaN: true }),
    early: fc.double({ min: 0, max: 0.3, noNaN: true }),
    delisted: fc.constantFrom(...DELISTED),
  })
  .map(({ request, place, late, early, delisted }) => {
    const { assets, times } = request.table;
    const closes = Float64Array.from(request.table.closes);
    const offset = (place % assets.length) * times.length;
    closes.fill(Number.NaN, offset, offset + Math.floor(late * times.length));
    closes.fill(Number.NaN, offset + times.length - Math.floor(early * times.length), offset + times.length);
    return {
      ...request,
      table: { ...request.table, closes },
      options: { ...request.options, isLateStart: true, delisted },
      isRecordingTrades: true,
      isRecordingWeights: true,
    };
  });

test("skipping bars changes no figure, and what was bought and not sold is what is held", () => {
  let ran = 0;
  fc.assert(
    fc.property(ragged, (request) => {
      const answer = backtest(request);
      const careful = backtest(request, { isSkippingOff: true });
      expect(answer.ok).toBe(careful.ok);
      if (!answer.ok || !careful.ok) return;
      ran += 1;
      const { run } = answer.value;
      expect([...run.equity]).toEqual([...careful.value.run.equity]);
      expect(run.events).toEqual(careful.value.run.events);
      expect([...answer.value.holding.equity]).toEqual([...careful.value.holding.equity]);
      const { assets, times, closes } = request.table;
      for (const [index, asset] of assets.entries()) {
        const own = run.trades!.filter((trade) => trade.asset === asset);
        const units = own.reduce((sum, { quantity }) => sum + quantity, 0);
        const scale = own.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
        const last = closes[(index + 1) * times.length - 1]!;
        const isSold = Number.isNaN(last) && request.options.delisted === "sell";
        if (isSold) expect(Math.abs(units)).toBeLessThanOrEqual(1e-9 * scale);
        // Nobody trades what has no price.
        for (const { bar } of own) expect(closes[index * times.length + bar]).toBeGreaterThan(0);
      }
      expect(run.equity.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
    }),
    { numRuns: 400 },
  );
  expect(ran).toBeGreaterThan(100);
});
