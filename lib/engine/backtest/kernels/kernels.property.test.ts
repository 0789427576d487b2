/**
 * On enough bars for blocks, narrow and wide, to matter: whatever is recorded, and whether bars are passed over or each
 * is examined, a run is the same run. Policies and options are those of lib/testing/backtest-requests.ts.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { describeRequest, requests } from "@/lib/testing/backtest-requests";
import { randomPrices } from "@/lib/testing/price-tables";
import { backtest } from "../backtest";
import type { BacktestRequest } from "../model";
import { drawdownOf, indexOf } from "../report/index-series";
import { runFigures } from "../report/run-figures";
import { compile, type Recording } from "../run/compile";
import { simulate } from "../run/simulate";

const longRequests: fc.Arbitrary<BacktestRequest> = fc
  .record({ request: requests, seed: fc.integer({ min: 1, max: 1e6 }), bars: fc.integer({ min: 600, max: 2400 }) })
  .map(({ request, seed, bars }) => ({
    ...request,
    table: randomPrices({ seed, assets: 6, bars, daysPerBar: 1 / 24 }),
    start: null,
    end: null,
  }));

const runOf = (request: BacktestRequest, recording: Recording, isSkippingOff = false) =>
  simulate(compile(request, { isHolding: false, isSkippingOff, recording }));

test("passing bars over changes nothing", { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(longRequests, (request) => {
      const quick = backtest(request);
      const slow = backtest(request, { isSkippingOff: true });
      if (!quick.ok || !slow.ok) return expect.fail(describeRequest(request));
      expect(quick.value.run.events).toEqual(slow.value.run.events);
      expect(quick.value.run.metrics).toEqual(slow.value.run.metrics);
      expect(quick.value.run.equity.every((value, bar) => value === slow.value.run.equity[bar])).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test("a curve, or figures alone, are those of the full run", { timeout: 600_000 }, () => {
  fc.assert(
    fc.property(longRequests, (request) => {
      const all = runOf(request, "all");
      const curve = runOf(request, "curve");
      const figures = runFigures(runOf(request, "figures"));
      const falls = drawdownOf(indexOf(all));
      expect(curve.tape.equity.every((value, bar) => value === all.tape.equity[bar])).toBe(true);
      const differs = curve.tape.falls.findIndex((fall, bar) => Math.abs(fall - falls[bar]!) > 1e-12);
      expect(differs).toBe(-1);
      const { maxDrawdown, ...rest } = runFigures(all);
      expect({ ...figures, maxDrawdown: 0 }).toEqual({ ...rest, maxDrawdown: 0 });
      expect(Math.abs(figures.maxDrawdown - maxDrawdown)).toBeLessThan(1e-12);
    }),
    { numRuns: 150 },
  );
});

test("a program can be run again", () => {
  fc.assert(
    fc.property(longRequests, (request) => {
      const program = compile(request, { isHolding: false, isSkippingOff: false, recording: "figures" });
      expect(runFigures(simulate(program))).toEqual(runFigures(simulate(program)));
    }),
    { numRuns: 30 },
  );
});
