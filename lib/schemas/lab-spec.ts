/**
 * One run of the lab, as plain values: which prices, which period, what trading costs, who is compared. Two browsers
 * with the same spec and the same stored prices draw the same figures to the last digit, so a link is a run.
 * Reading a link back, with its checks, is `decodeLabSpec` in ./lab; the browser itself only needs what stands here.
 */
import { type BacktestOptions, type CashFlow, DEFAULT_BACKTEST_OPTIONS } from "@/lib/engine/backtest/model";
import {
  type AssetId,
  type Capitalisation,
  DAY_MS,
  DEFAULT_BAND,
  DEFAULT_LIMITS,
  type Destination,
  DOLLARS,
  type Policy,
  targetMembers,
  timeframeMs,
} from "@/lib/engine/model";
import { notional } from "@/lib/money";

/** Length of a bar as "1h" or "1d"; an imported file may bring any. */
export type LabTimeframe = string;
export const barDaysOf = (timeframe: LabTimeframe) => (timeframeMs(timeframe) ?? DAY_MS) / DAY_MS;

export const LAB_SCALES = ["linear", "log"] as const;
export type LabScale = (typeof LAB_SCALES)[number];

/** What a cell of the heat map shows. */
export const LAB_SWEEP_FIGURES = ["ahead", "cagr", "drawdown", "turnover"] as const;
export type LabSweepFigure = (typeof LAB_SWEEP_FIGURES)[number];

export const STRATEGIES_MAX = 6;

export interface LabCosts extends Omit<BacktestOptions, "steps" | "flows" | "capitalisations"> {
  /** Deposited on the first of each month (UTC), in the prices' quote currency; below zero is withdrawn. */
  monthlyFlow: number;
}

export interface LabStrategySpec {
  name: string;
  policy: Policy;
}

export interface LabSpec {
  version: 1;
  /** What the run is about, for the page's head: a portfolio's or a template's name. */
  name: string;
  prices: {
    /** "simulated", "exchange:kraken" or "import:<id>". */
    source: string;
    quote: AssetId;
    timeframe: LabTimeframe;
    /** Assets loaded besides those the policies name. */
    extras: readonly AssetId[];
  };
  /** Epoch ms, inclusive; null: as far as the prices go. */
  period: { start: number | null; end: number | null };
  costs: LabCosts;
  /** The first is "yours"; at least one, at most CONTENDERS_MAX. */
  strategies: readonly LabStrategySpec[];
  /** Which strategy the panel, the verdict and the heat map are about. */
  chosen: number;
  scale: LabScale;
  sweep: { figure: LabSweepFigure; destination: Destination };
  /** Of the bootstrap's paths. */
  seed: number;
}

const { steps: _steps, flows: _flows, capitalisations: _capitalisations, ...DEFAULT_COSTS } = DEFAULT_BACKTEST_OPTIONS;
/** Part of the link's form like LINK_POLICY: a figure left out of a link means these. */
export const DEFAULT_LAB_COSTS: LabCosts = { ...DEFAULT_COSTS, monthlyFlow: 0 };

export function chosenStrategy(spec: LabSpec): LabStrategySpec {
  const found = spec.strategies[spec.chosen] ?? spec.strategies[0];
  if (!found) throw new RangeError("A run of the lab compares at least one policy.");
  return found;
}

/** A strategy's id between the page and its workers. */
export const strategyId = (index: number) => `c${index}`;

/** Every asset whose prices the run needs, in the order the policies name them; cash needs none. */
export function assetsOfSpec(spec: Pick<LabSpec, "strategies" | "prices">): readonly AssetId[] {
  const named = spec.strategies.flatMap(({ policy }) => [
    ...policy.targets.flatMap(targetMembers),
    ...(policy.stop ? [policy.stop.safeAsset] : []),
  ]);
  const cash = new Set([spec.prices.quote]);
  // Prices in dollars serve a policy that keeps its cash in another dollar: cash is worth one, as in every backtest.
  if (DOLLARS.includes(spec.prices.quote))
    for (const { policy } of spec.strategies) if (DOLLARS.includes(policy.quoteAsset)) cash.add(policy.quoteAsset);
  return [...new Set([...named, ...spec.prices.extras])].filter((asset) => !cash.has(asset));
}

/**
 * What the simulator is given. `capitalisations`: what a market-cap rule reads; the installation's newest figures stand for all
 * time. Monthly flows need a period that is written down.
 */
export function optionsOf(
  { monthlyFlow, ...costs }: LabCosts,
  capitalisations: readonly Capitalisation[] = [],
  period: LabSpec["period"] = { start: null, end: null },
): BacktestOptions {
  const known = capitalisations.length > 0 ? capitalisations : null;
  return { ...costs, steps: {}, flows: monthlyFlows(monthlyFlow, period), capitalisations: known };
}

/** One on the first of each month after the start. */
function monthlyFlows(amount: number, { start, end }: LabSpec["period"]): readonly CashFlow[] {
  if (amount === 0 || start === null || end === null) return [];
  const first = new Date(start);
  const flows: CashFlow[] = [];
  for (let month = 1; ; month += 1) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1);
    if (at > end) return flows;
    flows.push({ at, amount });
  }
}

/** What a link leaves out because nearly every policy says it. Part of the link's form: never change a value. */
export const LINK_POLICY: Omit<Policy, "targets"> = {
  version: 1,
  untargeted: "ignore",
  triggers: [{ kind: "threshold", portfolioDrift: null }],
  band: DEFAULT_BAND,
  destination: "half",
  scope: "all",
  quoteAsset: "USDT",
  cashBuffer: 0.0025,
  cooldownMinutes: 60,
  tradeNotionalMin: notional("10"),
  autonomy: "approve",
  proposalMinutes: 60,
  priceToleranceBps: 100,
  limits: DEFAULT_LIMITS,
};

/** The spec as text for `?run=`: what differs from the usual, as JSON in base64url. */
export function encodeLabSpec(spec: LabSpec): string {
  const [first] = spec.strategies;
  const strategies = spec.strategies.map(({ name, policy }, index) => ({
    name,
    // Later strategies are mostly the first with one figure changed.
    policy: differing(policy, index === 0 || !first ? LINK_POLICY : { ...LINK_POLICY, ...first.policy }),
  }));
  const costs = differing(spec.costs, DEFAULT_LAB_COSTS);
  return toBase64Url(JSON.stringify({ ...spec, costs, strategies }));
}

/** Fields of `whole` that differ from `usual`; a field only the usual has is written as null. */
function differing(whole: object, usual: object): Record<string, unknown> {
  const base = new Map<string, unknown>(Object.entries(usual));
  const own = Object.entries(whole).filter(([key, value]) => value !== undefined && !isSame(value, base.get(key)));
  const gone = [...base.keys()].filter((key) => !(key in whole)).map((key): [string, null] => [key, null]);
  return Object.fromEntries([...own, ...gone]);
}

/** Equal as JSON, whichever order a database gave the fields back in. */
const isSame = (left: unknown, right: unknown) => sorted(left) === sorted(right);
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}

function toBase64Url(text: string): string {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
