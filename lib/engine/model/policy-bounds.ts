/**
 * The least and the most of every figure in a policy, part by part, under the names the policy's JSON uses: the one
 * place where slippage, a band or a look-back is bounded. Schema, editor, import and command line all read this table.
 *
 * Figures stand in the policy's own units: weights and drifts as shares (0.05 is 5 %), spans as the name says. `unit`
 * says how the figure is shown to people, not how it is stored. A figure added to a policy without a bound does not
 * compile.
 */
import type {
  Band,
  DynamicTargets,
  Policy,
  PolicyLimits,
  PortfolioStop,
  Target,
  TargetRule,
  TrendGuard,
  Trigger,
} from "./policy";

/** "points": a share shown in percentage points. "ms" is shown in seconds. */
export type FigureUnit = "share" | "points" | "share-a-year" | "bps" | "minutes" | "days" | "ms" | "times" | "targets";

export interface FigureBound {
  min: number;
  /** null: none. */
  max: number | null;
  /** The least itself is not allowed. */
  isMinOut?: true;
  /** The most itself is not allowed. */
  isMaxOut?: true;
  isWhole?: true;
  /** null: a plain number. */
  unit: FigureUnit | null;
}

/** Names of the numeric fields of T, or of any member of the union T. */
type FigureOf<T> = T extends unknown
  ? { [K in keyof T]-?: NonNullable<T[K]> extends number ? K : never }[keyof T]
  : never;
type Bounds<T, Left extends string = never> = Readonly<Record<Exclude<FigureOf<T>, Left>, FigureBound>>;

const share = { min: 0, max: 1, unit: "share" } as const;
const points = { min: 0, max: 1, unit: "points" } as const;
/** Ten years are enough for any span a policy looks back or ahead. */
const anyDays = { min: 0, isMinOut: true, max: 3_650, unit: "days" } as const;
const days = (min: number) => ({ min, max: 3_650, unit: "days" }) as const;
/** A return has no most; under -100 % there is none. */
const aReturn = { min: -1, max: null, unit: "share" } as const;

export interface PolicyBounds {
  policy: Bounds<Policy, "version">;
  limits: Bounds<PolicyLimits>;
  target: Bounds<Target>;
  member: Bounds<Extract<Target, { mode: "weighted" }>["members"][number]>;
  band: Bounds<Band>;
  trigger: Bounds<Trigger>;
  dynamic: Bounds<DynamicTargets>;
  rule: Bounds<TargetRule>;
  trendGuard: Bounds<TrendGuard>;
  stop: Bounds<PortfolioStop>;
  restart: Bounds<PortfolioStop["restart"]>;
}

export const POLICY_BOUNDS = {
  policy: {
    // More than half in cash is a target, not a buffer.
    cashBuffer: { min: 0, max: 0.5, unit: "share" },
    cooldownMinutes: { min: 0, max: 525_600, unit: "minutes" },
    proposalMinutes: { min: 1, max: 10_080, unit: "minutes" },
    priceToleranceBps: { min: 0, max: 10_000, unit: "bps" },
  },
  limits: {
    turnoverMax: { min: 0, max: 100, unit: "share" },
    turnoverPerDayMax: { min: 0, max: 1_000, unit: "share" },
    // Prices younger than a second cannot be had; one older than a day is no price.
    priceAgeMsMax: { min: 1_000, max: 86_400_000, unit: "ms" },
    priceJumpMax: { min: 0, max: 100, unit: "share" },
    cashMin: share,
    slippageBpsMax: { min: 0, max: 5_000, unit: "bps" },
  },
  target: { weight: share },
  member: { weight: share },
  band: {
    width: points,
    ratio: { min: 0, max: 10, unit: "share" },
    floor: points,
    cap: points,
    multiple: { min: 0, isMinOut: true, max: 100, unit: "times" },
    lookAheadDays: anyDays,
    halfLifeDays: anyDays,
    riskAversion: { min: 0, isMinOut: true, max: 1_000, unit: null },
    cost: share,
  },
  trigger: { portfolioDrift: points, driftMin: points, shareMin: share },
  dynamic: { weightMin: share, weightMax: share, bound: points },
  rule: {
    exponent: { min: 0, max: 2, unit: null },
    lookbackDays: days(2),
    top: { min: 1, max: 1_000, isWhole: true, unit: "targets" },
    returnMin: aReturn,
    volatility: { min: 0, isMinOut: true, max: 10, unit: "share-a-year" },
    halfLifeDays: anyDays,
    exposureMax: share,
  },
  trendGuard: {
    averageDays: days(2),
    momentumDays: days(1),
    momentumMin: aReturn,
    driftMax: { min: 0, isMinOut: true, max: 1, unit: "points" },
  },
  stop: {
    windowDays: days(1),
    // After a fall of 100 % there is nothing left to save.
    drop: { min: 0, isMinOut: true, max: 1, isMaxOut: true, unit: "share" },
  },
  restart: { days: anyDays, averageDays: days(2) },
} as const satisfies PolicyBounds;

/** NaN and the infinities are within no bound. */
export function isWithin({ min, max, isMinOut, isMaxOut, isWhole }: FigureBound, value: number): boolean {
  if (!Number.isFinite(value) || (isWhole && !Number.isInteger(value))) return false;
  if (isMinOut ? value <= min : value < min) return false;
  return max === null || (isMaxOut ? value < max : value <= max);
}

/** How far a sum of weights may be from 1: float noise, not a typing error. */
export const WEIGHT_SUM_TOLERANCE = 1e-9;

/** An asset's common code: upper case letters, digits, points and dashes. */
export const ASSET_CODE = /^[A-Z0-9][A-Z0-9.-]{0,19}$/;

export const GROUP_NAME_LENGTH_MAX = 40;
