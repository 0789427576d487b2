/**
 * In proportion to capitalisation ^ exponent. 1 is the market itself, 0.5 its square root, 0 equal weights. Caps and floors
 * are the policy's own least and most. Worked, exponent 0.5: capitalisations 900 and 100 have roots 30 and 10, hence 75 %
 * and 25 %.
 */
export function capitalisationWeights(values: Float64Array, exponent: number, out: Float64Array): void {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  let total = 0;
  for (let index = 0; index < values.length; index += 1) {
    out[index] = (values[index]! / most) ** exponent;
    total += out[index]!;
  }
  for (let index = 0; index < values.length; index += 1) out[index]! /= total;
}
