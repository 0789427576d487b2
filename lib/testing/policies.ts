/**
 * Policies of every part: bands of all kinds, every trigger, rules, guards, stops, flows. All are valid by the schema.
 * `policies` draws with the assets given; by default from two to five of ASSETS, some with the quote asset as a target.
 */
import fc from "fast-check";
import {
  type AssetId,
  type Band,
  DEFAULT_LIMITS,
  DESTINATIONS,
  type DynamicTargets,
  FLOWS,
  type Policy,
  type PortfolioStop,
  SCOPES,
  type Target,
  type TargetRule,
  type TrendGuard,
  type Trigger,
  targetKey,
} from "@/lib/engine/model";
import { notional } from "@/lib/money";
import { ASSETS, targetsOf } from "./arbitraries";
import { aPolicy } from "./builders";

const percents = (min: number, max: number) => fc.integer({ min, max }).map((value) => value / 100);
const CRONS = ["0 0 * * *", "0 9 * * 1", "0 0 1 * *", "0 0 1 1,4,7,10 *", "30 14 15 * *"];
const ZONES = ["UTC", "Europe/Berlin", "America/New_York"];
const schedules = fc.record({ cron: fc.constantFrom(...CRONS), timeZone: fc.constantFrom(...ZONES) });

/** Floor and cap in order. */
const clamps = fc.tuple(percents(0, 3), percents(0, 20)).map(([floor, more]) => ({ floor, cap: floor + more }));

export const bands: fc.Arbitrary<Band> = fc.oneof(
  fc.record({ kind: fc.constant("absolute" as const), width: percents(0, 15) }),
  fc.record({ kind: fc.constant("relative" as const), ratio: percents(0, 60) }),
  fc.record({ ratio: percents(0, 60), clamp: clamps }).map(({ ratio, clamp }) => ({
    kind: "clamp" as const,
    ratio,
    ...clamp,
  })),
  movingBands(),
);

/** Bands that need the market to be resolved. */
export function movingBands(): fc.Arbitrary<Band> {
  return fc.oneof(
    fc
      .record({
        multiple: fc.constantFrom(0.5, 1, 2),
        lookAheadDays: fc.constantFrom(1, 7, 30),
        halfLifeDays: fc.constantFrom(5, 20, 60),
        isScaledByWeight: fc.boolean(),
        clamp: clamps,
      })
      .map(({ clamp, ...band }) => ({ kind: "volatility" as const, ...band, ...clamp })),
    fc
      .record({ riskAversion: fc.constantFrom(1, 5, 20), cost: fc.constantFrom(null, 0.001, 0.01), clamp: clamps })
      .map(({ clamp, ...band }) => ({ kind: "cost-optimal" as const, ...band, ...clamp })),
  );
}

export const triggers: fc.Arbitrary<Trigger> = fc.oneof(
  schedules.map((schedule) => ({ kind: "time" as const, ...schedule })),
  fc.record({ kind: fc.constant("threshold" as const), portfolioDrift: fc.option(percents(1, 20)) }),
  fc
    .record({ schedule: schedules, driftMin: percents(0, 10) })
    .map(({ schedule, driftMin }) => ({ kind: "hybrid" as const, ...schedule, driftMin })),
  fc.record({ kind: fc.constant("cash-flow" as const), shareMin: percents(1, 10) }),
);

/** A volatility target needs somewhere to put the rest. */
const rules = (effective: number, hasSafe: boolean): fc.Arbitrary<TargetRule> =>
  fc.oneof(
    fc.constant({ kind: "equal" as const }),
    fc.record({ kind: fc.constant("market-cap" as const), exponent: fc.constantFrom(0.5, 1) }),
    fc.record({ kind: fc.constant("inverse-volatility" as const), lookbackDays: fc.constantFrom(5, 20) }),
    fc.record({ kind: fc.constant("equal-risk" as const), lookbackDays: fc.constantFrom(8, 20) }),
    fc.record({ kind: fc.constant("minimum-variance" as const), lookbackDays: fc.constantFrom(8, 20) }),
    fc.record({
      kind: fc.constant("momentum" as const),
      lookbackDays: fc.constantFrom(5, 20),
      top: fc.integer({ min: 1, max: effective }),
      returnMin: fc.constantFrom(null, 0, 0.05),
    }),
    hasSafe
      ? fc.record({
          kind: fc.constant("volatility-target" as const),
          volatility: fc.constantFrom(0.2, 0.5, 1),
          halfLifeDays: fc.constantFrom(5, 20),
          exposureMax: fc.constantFrom(0.8, 1),
        })
      : fc.constant({ kind: "equal" as const }),
  );

/** Bounds that can be met: the least weight is under an equal share, the largest well over it. */
export function dynamics(targets: readonly Target[]): fc.Arbitrary<DynamicTargets | null> {
  const keys = targets.map(targetKey);
  return fc
    .record({ fixedCount: fc.integer({ min: 0, max: Math.max(keys.length - 2, 0) }), hasSafe: fc.boolean() })
    .chain(({ fixedCount, hasSafe }) => {
      const fixed = keys.slice(0, fixedCount);
      const rest = targets.slice(fixedCount);
      const safe = hasSafe && rest.length > 1 ? targetKey(rest.at(-1)!) : null;
      const effective = safe === null ? rest : rest.slice(0, -1);
      const share = rest.reduce((sum, target) => sum + target.weight, 0);
      const written = rest.map((target) => target.weight);
      const least = Math.min(...written, share / rest.length);
      return fc
        .record({
          rule: rules(effective.length, safe !== null),
          isFloored: fc.boolean(),
          isCapped: fc.boolean(),
          bound: fc.constantFrom(null, 0.05, 0.2),
          schedule: schedules,
        })
        .map(({ rule, isFloored, isCapped, bound, schedule }) => ({
          rule,
          fixed,
          safe,
          weightMin: isFloored ? least / 2 : 0,
          weightMax: isCapped ? Math.max(0.5, (1.5 * share) / effective.length, ...written) : 1,
          bound,
          ...schedule,
        }))
        .map((dynamic) => ({ ...dynamic, weightMax: Math.min(dynamic.weightMax, 1) }));
    });
}

export const trendGuards: fc.Arbitrary<TrendGuard> = fc.record({
  averageDays: fc.constantFrom(5, 20),
  momentumDays: fc.constantFrom(3, 10),
  momentumMin: fc.constantFrom(0, 0.05),
  driftMax: percents(5, 30),
});

export function stops(safeAssets: readonly AssetId[]): fc.Arbitrary<PortfolioStop> {
  const restart = fc.constantFrom<PortfolioStop["restart"]>(
    { kind: "manual" },
    { kind: "after-days", days: 7 },
    { kind: "trend", averageDays: 10 },
  );
  return fc
    .record({ drop: percents(5, 40), safeAsset: fc.constantFrom(...safeAssets), restart, isTrailing: fc.boolean() })
    .map(({ isTrailing, ...stop }) =>
      isTrailing
        ? { kind: "trailing" as const, windowDays: 20, ...stop }
        : { kind: "peak" as const, windowDays: null, ...stop },
    );
}

export interface PolicyShape {
  /** Assets to draw targets from, all of them used; default: two to five of ASSETS. */
  assets?: readonly AssetId[];
  /** Parts that need past prices; default true. */
  isMoving?: boolean;
}

export function policies(shape: PolicyShape = {}): fc.Arbitrary<Policy> {
  const { isMoving = true } = shape;
  const assets =
    shape.assets === undefined
      ? fc.uniqueArray(fc.constantFrom(...ASSETS), { minLength: 2, maxLength: 5 })
      : fc.constant([...shape.assets]);
  const plainBands = bands.filter((band) => isMoving || (band.kind !== "volatility" && band.kind !== "cost-optimal"));
  const maybe = <T>(part: fc.Arbitrary<T>) => (isMoving ? fc.option(part, { freq: 2 }) : fc.constant(null));
  return fc
    .record({ assets, withCash: fc.boolean() })
    .chain(({ assets, withCash }) => targetsOf(assets, withCash).map((targets) => ({ assets, targets })))
    .chain(({ assets, targets }) =>
      fc
        .record({
          triggers: fc.array(triggers, { minLength: 1, maxLength: 3 }),
          band: plainBands,
          ownBand: fc.option(plainBands, { freq: 3 }),
          destination: fc.constantFrom(...DESTINATIONS),
          scope: fc.constantFrom(...SCOPES),
          flow: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.constantFrom(...FLOWS)),
          untargeted: fc.constantFrom("ignore" as const, "sell" as const),
          cashBuffer: fc.constantFrom(0, 0.0025, 0.01),
          cooldownMinutes: fc.constantFrom(0, 60, 2880),
          tradeNotionalMin: fc.constantFrom("0", "5", "25"),
          dynamic: maybe(dynamics(targets)),
          trendGuard: maybe(trendGuards),
          stop: maybe(stops([...assets, "USDT", "PAXG"])),
        })
        .map(({ ownBand, flow, dynamic, trendGuard, stop, tradeNotionalMin, ...rest }) => {
          const [first, ...others] = targets;
          return aPolicy({
            ...rest,
            targets: ownBand === null || first === undefined ? targets : [{ ...first, band: ownBand }, ...others],
            tradeNotionalMin: notional(tradeNotionalMin),
            ...(flow === undefined ? {} : { flow }),
            ...(dynamic === null ? {} : { dynamic }),
            ...(trendGuard === null ? {} : { trendGuard }),
            // Out and back through cash is a turnover of two.
            ...(stop === null ? {} : { stop, limits: { ...DEFAULT_LIMITS, turnoverMax: 2 } }),
          });
        }),
    );
}
