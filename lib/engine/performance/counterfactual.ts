/**
 * The counterfactual on plain returns: the same start, brought back to its weights after every period but the last, and
 * never touched. A fee is a share of what is moved and is taken from what is bought; fees are shares of the start.
 *
 *   1 and 0.5 after a doubling, equalised at 0.1 %: 0.25 moved, 0.00025 paid, 0.75 and 0.74975 held
 */
export interface Counterfactual {
  rebalanced: number;
  held: number;
  difference: number;
  fees: number;
}

/** `returns[a][t]` of asset a in period t; weights sum to 1. */
export function counterfactual(
  returns: readonly (readonly number[])[],
  weights: readonly number[],
  feeRate: number,
): Counterfactual {
  const periods = Math.max(...returns.map((each) => each.length));
  const held = [...weights];
  let own = [...weights];
  let fees = 0;
  for (let period = 0; period < periods; period += 1) {
    returns.forEach((each, asset) => {
      const factor = 1 + (each[period] ?? 0);
      own[asset] = own[asset]! * factor;
      held[asset] = held[asset]! * factor;
    });
    if (period === periods - 1) break;
    const total = sum(own);
    own = own.map((value, asset) => {
      const bought = Math.max(weights[asset]! * total - value, 0);
      fees += bought * feeRate;
      return weights[asset]! * total - bought * feeRate;
    });
  }
  const [rebalanced, untouched] = [sum(own) - 1, sum(held) - 1];
  return { rebalanced, held: untouched, difference: rebalanced - untouched, fees };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
