/**
 * The engine against the plain loop of lib/testing/reference-backtest.ts, which shares no code with it: final value, every
 * bar's value and fall, every event, fees, spread and turnover agree to 1e-9 over random prices, policies and options.
 * BACKTEST_RUNS=20000 runs it longer; the seed is in the failure.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeRequest, requests } from "@/lib/testing/backtest-requests";
import { plainBacktest } from "@/lib/testing/reference-backtest";
import { backtest } from "./backtest";
import type { BacktestRequest } from "./model";

const RUNS = Number(process.env.BACKTEST_RUNS ?? 600);

function expectClose(actual: number, wanted: number, scale: number, what: string) {
  if (Math.abs(actual - wanted) <= 1e-9 * Math.max(Math.abs(wanted), scale)) return;
  expect.fail(`${what}: engine ${actual}, plain loop ${wanted}`);
}

function expectSame(request: BacktestRequest, isHolding: boolean) {
  const answer = backtest(request);
  if (!answer.ok) return expect.fail(JSON.stringify(answer.problems));
  const run = isHolding ? answer.value.holding : answer.value.run;
  const plain = plainBacktest(request, isHolding);
  const scale = request.options.startValue;
  const name = isHolding ? "holding" : "policy";
  expect(run.events.map(({ bar, trigger }) => `${bar} ${trigger}`)).toEqual(
    plain.events.map(({ bar, trigger }) => `${bar} ${trigger}`),
  );
  for (const [bar, value] of plain.equity.entries()) {
    expectClose(run.equity[bar]!, value, 1e-3 * scale, `${name} value at bar ${bar}`);
    expectClose(run.drawdown[bar]!, plain.drawdown[bar]!, 1, `${name} fall at bar ${bar}`);
  }
  plain.events.forEach((event, place) => {
    expectClose(run.events[place]!.turnover, event.turnover, 1e-3, `turnover of event ${place}`);
    expectClose(run.events[place]!.fees, event.fees, 1e-3 * scale, `fees of event ${place}`);
  });
  const { metrics } = run;
  expectClose(metrics.finalValue, plain.equity.at(-1)!, 1e-3 * scale, `${name} final value`);
  expectClose(metrics.fees, plain.fees, 1e-3 * scale, `${name} fees`);
  expectClose(metrics.spread, plain.spread, 1e-3 * scale, `${name} spread`);
  expectClose(metrics.turnover, plain.turnover, 1, `${name} turnover`);
  expectClose(metrics.maxDrawdown, Math.min(...plain.drawdown), 1, `${name} deepest fall`);
}

describe("the simulator and the plain loop", () => {
  test("agree on any policy", { timeout: 1_800_000 }, () => {
    fc.assert(
      fc.property(requests, (request) => expectSame(request, false)),
      { numRuns: RUNS },
    );
  });

  test("agree on holding", { timeout: 1_800_000 }, () => {
    fc.assert(
      fc.property(requests, (request) => expectSame(request, true)),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });
});

describe("skipping bars", () => {
  test("changes nothing, not even the last bit", { timeout: 1_800_000 }, () => {
    fc.assert(
      fc.property(requests, (request) => {
        const skipping = backtest(request);
        const looking = backtest(request, { isSkippingOff: true });
        expect(skipping, describeRequest(request)).toEqual(looking);
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });
});
