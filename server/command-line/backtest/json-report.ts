/**
 * What --json writes: everything, in full precision. A figure that is not known, or not told because the period is
 * shorter than a year, is null.
 */
import type { BacktestRun } from "@/lib/engine/backtest/model";
import { againstBenchmark } from "@/lib/engine/backtest/report/against-benchmark";
import { LUCK_SPREADS, LUCK_STRETCHES } from "@/lib/engine/backtest/report/luck";
import { partsOf } from "@/lib/engine/backtest/report/parts";
import { describeBacktestNote } from "@/lib/format/describe-backtest-note";
import { formatIsoDay } from "@/lib/format/time";
import { instantOf } from "./dates";
import { policyHash } from "./policy-hash";
import { isYearOf, type LuckVerdict, luckVerdict, type RanPolicy, type Report, told } from "./ran";
import { printableJson } from "./say";
import { readVersion } from "./version";

export function printJson({ policies, prices, notes }: Report): string {
  const [first] = policies;
  const { run, benchmark } = first.result;
  const { table, options } = first.request;
  const { capitalisations: _, flows, riskFreeRate, isLateStart, delisted, ...plain } = options;
  const isYear = isYearOf(run.times);
  const head = {
    version: readVersion(),
    prices: {
      file: prices,
      assets: table.assets,
      quote: table.quote,
      bars: run.times.length,
      start: instantOf(run.times[0]!),
      end: instantOf(run.times[run.times.length - 1]!),
    },
    options: {
      ...plain,
      flows: flows.length,
      riskFreeRate: riskFreeRate ?? 0,
      lateStart: isLateStart === true,
      delisted: delisted ?? null,
    },
    isAnnualised: isYear,
    benchmark: benchmark && { parts: first.request.benchmark, ...told(benchmark.metrics, isYear) },
  };
  const answer =
    policies.length === 1
      ? { ...head, ...policyAnswer(first), notes: [...notes, ...first.result.notes.map(describeBacktestNote)] }
      : {
          ...head,
          policies: policies.map((each) => ({
            file: each.file,
            ...policyAnswer(each),
            notes: each.result.notes.map(describeBacktestNote),
          })),
          notes,
        };
  return printableJson(answer);
}

function policyAnswer({ request, result }: RanPolicy) {
  const { run, holding, benchmark } = result;
  const isYear = isYearOf(run.times);
  const against = benchmark && againstBenchmark(run, benchmark, request.options.riskFreeRate ?? 0);
  return {
    policyHash: policyHash(request.policy),
    policy: told(run.metrics, isYear),
    holding: told(holding.metrics, isYear),
    ahead: run.metrics.finalValue - holding.metrics.finalValue,
    luck: luckAnswer(luckVerdict(result)),
    againstBenchmark: against && { ...against, alpha: isYear ? against.alpha : null },
    months: monthsAnswer(result),
    rebalances: run.events.map(({ at, ...event }) => ({ at: instantOf(at), ...event, bar: event.bar - run.from })),
    trades: run.trades?.map(({ at, bar, event, cause, asset, quantity, price }) => ({
      at: instantOf(at),
      bar: bar - run.from,
      rebalance: event,
      cause,
      asset,
      side: quantity < 0 ? "sell" : "buy",
      quantity: Math.abs(quantity),
      price,
      notional: Math.abs(quantity * price),
    })),
    ...(run.weights === null ? {} : { weights: weightsAnswer(run) }),
  };
}

export function luckAnswer(luck: LuckVerdict | null) {
  if (luck === null) return null;
  const { isWithin, lead, log, money } = luck;
  return {
    verdict: isWithin ? "within" : "beyond",
    lead,
    byChance: log,
    money,
    stretches: LUCK_STRETCHES,
    spreads: LUCK_SPREADS,
  };
}

/** The return of each calendar month, of all that are told. */
function monthsAnswer({ run, holding, benchmark }: RanPolicy["result"]) {
  const returnsOf = ({ index, times }: BacktestRun) => partsOf(index, times, "month").map((part) => part.return);
  const [held, beside] = [returnsOf(holding), benchmark && returnsOf(benchmark)];
  return partsOf(run.index, run.times, "month").map((part, row) => ({
    month: formatIsoDay(part.at).slice(0, 7),
    policy: part.return,
    holding: held[row],
    benchmark: beside?.[row] ?? null,
  }));
}

/** Shares by position, as they stood at the end of each bar. */
function weightsAnswer({ weights, times }: BacktestRun) {
  if (weights === null) return [];
  const { keys, columns } = weights;
  return Array.from(times, (at, bar) => ({
    at: instantOf(at),
    weights: Object.fromEntries(keys.map((key, column) => [key, columns[column * times.length + bar]])),
  }));
}
