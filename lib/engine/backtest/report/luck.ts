/**
 * Whether a lead could be chance. The log of (policy / holding) is read as a walk: its steps over even stretches give
 * its own spread, and over the whole period chance alone leads it about 1.96 spreads away in one case of twenty. A lead
 * inside that is no skill.
 */

export interface Luck {
  /** How far apart chance leads the two over the whole run: as a log of their ratio, and in money at the end. */
  log: number;
  money: number;
}

/** Even stretches a run is cut into, and how many spreads chance reaches in one case of twenty. */
export const LUCK_STRETCHES = 120;
export const LUCK_SPREADS = 1.96;

/** `ahead`: value of the one over that of the other, less 1, by time. `finalValue` is what the other ended at. */
export function luckOf(
  { times, ahead }: { times: ArrayLike<number>; ahead: ArrayLike<number> },
  finalValue: number,
): Luck {
  const last = times.length - 1;
  const first = times[0] ?? 0;
  const step = ((times[last] ?? first) - first) / LUCK_STRETCHES;
  const steps: number[] = [];
  let before = Math.log1p(ahead[0] ?? 0);
  let bar = 0;
  for (let stretch = 1; stretch <= LUCK_STRETCHES; stretch++) {
    while (bar < last && (times[bar] ?? 0) < first + stretch * step - 0.5) bar += 1;
    const now = Math.log1p(ahead[bar] ?? 0);
    steps.push(now - before);
    before = now;
  }
  const mean = steps.reduce((sum, each) => sum + each, 0) / steps.length;
  const variance = steps.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const log = LUCK_SPREADS * Math.sqrt(variance);
  return { log, money: finalValue * Math.expm1(log) };
}

/** Whether a gap of this size is no more than chance makes. */
export const isWithinLuck = (gap: number, finalValue: number, luck: Luck): boolean =>
  Math.abs(Math.log1p(gap / finalValue)) < luck.log;

/** Value of one run over that of another, less 1, by bar. */
export const aheadOf = (equity: Float64Array, other: Float64Array): Float64Array =>
  equity.map((value, bar) => value / other[bar]! - 1);
