/**
 * The return of the money's management, whatever came and went: the periods between flows, chained.
 *
 *   factor = (end - flow at the end) / (start + flow at the start)       return = product of factors - 1
 *
 * Money out is negative. A flow opens or closes its period; which of the two is the caller's to say, since a deposit
 * counted on the wrong side of a day's move changes the figure (GIPS 2020, 2.A.22). Float64 shares: 0.05 is 5 %.
 */
export interface ReturnPeriod {
  start: number;
  end: number;
  /** Came before the period's move and took part in it. */
  flowStart?: number;
  /** Came after it and is part of `end`. */
  flowEnd?: number;
}

/** null where a period begins with nothing or less: there is no return on no money. */
export function timeWeightedReturn(periods: readonly ReturnPeriod[]): number | null {
  let factor = 1;
  for (const { start, end, flowStart = 0, flowEnd = 0 } of periods) {
    const invested = start + flowStart;
    if (!(invested > 0)) return null;
    factor *= (end - flowEnd) / invested;
  }
  return factor - 1;
}

/** A flow on a day counted from the start; money in is positive. */
export type DayFlow = readonly [day: number, amount: number];

/**
 * Modified Dietz: the gain over the capital, each flow weighted by the share of the period it was there for,
 * (T - t) / T. An approximation for where no value at the flow is known.
 */
export function modifiedDietz(start: number, end: number, days: number, flows: readonly DayFlow[]): number | null {
  const net = flows.reduce((sum, [, amount]) => sum + amount, 0);
  const capital = flows.reduce((sum, [day, amount]) => sum + (amount * (days - day)) / days, start);
  return capital > 0 ? (end - start - net) / capital : null;
}
