/** Exact decimals as BigInts scaled by 10^18: enough for every price x quantity of eight places each, and no rounding. */
export type Fixed = bigint;

const PLACES = 18;
const ONE = 10n ** BigInt(PLACES);

export function fixed(text: string): Fixed {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`Not a decimal: ${text}`);
  const [, sign, whole = "0", fraction = ""] = match;
  if (fraction.length > PLACES) throw new RangeError(`Too many decimals: ${text}`);
  const value = BigInt(whole) * ONE + BigInt(fraction.padEnd(PLACES, "0") || "0");
  return sign === "-" ? -value : value;
}

export const times = (left: Fixed, right: Fixed): Fixed => (left * right) / ONE;
export const over = (left: Fixed, right: Fixed): Fixed => (left * ONE) / right;
export const isMultiple = (value: Fixed, step: Fixed) => step === 0n || value % step === 0n;
export const roundDown = (value: Fixed, step: Fixed): Fixed => (step === 0n ? value : value - (value % step));
export const roundUp = (value: Fixed, step: Fixed): Fixed => {
  const down = roundDown(value, step);
  return down === value ? value : down + step;
};

/** With as many places as the exchange shows: "0.10000000". Cut, not rounded. */
export function show(value: Fixed, places = 8): string {
  const sign = value < 0n ? "-" : "";
  const digits = (value < 0n ? -value : value).toString().padStart(PLACES + 1, "0");
  const whole = digits.slice(0, -PLACES);
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-PLACES).slice(0, places)}`;
}
