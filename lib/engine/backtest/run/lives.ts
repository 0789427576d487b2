/**
 * Assets that were not there all along. One listed late gets its weight at its first close; one that dies loses it when
 * it is sold at its last close, or at the bar after, at which it is worth nothing. Whoever is there shares the weight of
 * those who are not, in proportion:
 *
 *   BTC 50 %, ETH 30 %, SOL 20 %, and SOL begins at bar 40: until then BTC 62.5 %, ETH 37.5 %.
 *
 * The prices themselves have no gaps by now (bridge-edges.ts): an asset that has no weight is not held, so what stands
 * in its column then counts for nothing.
 */
import { type AssetId, type Policy, type Target, targetMembers } from "@/lib/engine/model";
import type { AssetLife, BacktestNote, LifeTerms } from "../model";
import type { EffectiveWeights } from "./effective-weights";
import type { Period } from "./period";

/** Who comes and goes at a bar of the table. */
export interface LifeChange {
  bar: number;
  listed: readonly AssetId[];
  /** At their last close. */
  sold: readonly AssetId[];
  /** Worth nothing from here on. */
  lost: readonly AssetId[];
}

export interface Living {
  weights: EffectiveWeights;
  changes: readonly LifeChange[];
}

/** null when all targets are there throughout the table. */
export function weighLiving({ targets }: Policy, terms: LifeTerms, period: Period, times: Float64Array): Living | null {
  const own = terms.lives.filter(({ asset }) => targets.some((target) => isOf(target, asset)));
  if (own.length === 0) return null;
  const changes = changesOf(own, terms, period);
  const bars = Int32Array.of(period.from, ...changes.map(({ bar }) => bar));
  const weights = new Float64Array(bars.length * targets.length);
  for (const [place, bar] of bars.entries()) weights.set(sharedWeights(targets, terms, bar), place * targets.length);
  return { weights: { bars, weights, place: 0, notes: notesOf(own, terms, period, times) }, changes };
}

/** Weights of those who are there at a bar, together 1; all 0 when nobody is. */
export function sharedWeights(targets: readonly Target[], terms: LifeTerms, bar: number): number[] {
  const there = targets.map((target) => (isThere(target, terms, bar) ? target.weight : 0));
  const sum = there.reduce((total, weight) => total + weight, 0);
  return there.map((weight) => (sum > 0 ? weight / sum : 0));
}

/** Bars of the period at which somebody comes or goes, its first included. */
export function barsOfChange(terms: LifeTerms, { from, to }: Period): number[] {
  const bars = terms.lives.flatMap((life) => [life.first, goneAt(life, terms)]);
  return [...new Set([from, ...bars.filter((bar) => bar > from && bar < to)])].sort((left, right) => left - right);
}

function changesOf(lives: readonly AssetLife[], terms: LifeTerms, period: Period): LifeChange[] {
  const bars = barsOfChange({ ...terms, lives }, period).filter((bar) => bar > period.from);
  return bars.map((bar) => {
    const gone = lives.filter((life) => goneAt(life, terms) === bar && life.first < bar).map(({ asset }) => asset);
    return {
      bar,
      listed: lives.filter((life) => life.first === bar && bar < goneAt(life, terms)).map(({ asset }) => asset),
      sold: terms.delisted === "sell" ? gone : [],
      lost: terms.delisted === "sell" ? [] : gone,
    };
  });
}

function notesOf(
  lives: readonly AssetLife[],
  terms: LifeTerms,
  { from, to }: Period,
  times: Float64Array,
): BacktestNote[] {
  const { delisted } = terms;
  return lives.flatMap((life): BacktestNote[] => {
    const { asset, first, last } = life;
    const gone = goneAt(life, terms);
    return [
      ...(first > from ? [{ kind: "listed" as const, asset, at: times[first]! }] : []),
      ...(gone < to ? [{ kind: "delisted" as const, asset, at: times[last]!, delisted }] : []),
    ];
  });
}

/** The bar from which on it has no weight; past the table when it lives on. */
function goneAt({ last }: AssetLife, { delisted, bars }: LifeTerms): number {
  if (last === bars - 1) return bars;
  return delisted === "sell" ? last : last + 1;
}

function isThere(target: Target, terms: LifeTerms, bar: number): boolean {
  const life = terms.lives.find(({ asset }) => isOf(target, asset));
  return life === undefined || (bar >= life.first && bar < goneAt(life, terms));
}

const isOf = (target: Target, asset: AssetId) => targetMembers(target).includes(asset);
