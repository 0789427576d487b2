/**
 * The machine under exact decimals: an integer and how many of its digits stand after the point.
 *
 *   "12.50" = { units: 1250n, scale: 2 }
 *
 * Integers of any length make sums, differences and products exact without a precision to choose, and reading and
 * writing them is several times quicker than a general decimal class, which a plan of twenty trades feels.
 */
export interface FixedPoint {
  units: bigint;
  /** Digits after the point, 0 or more. */
  scale: number;
}

const POWERS: bigint[] = [1n];

/** 10 to the n, remembered. */
export function powerOfTen(exponent: number): bigint {
  for (let next = POWERS.length; next <= exponent; next += 1) POWERS.push(POWERS[next - 1]! * 10n);
  return POWERS[exponent]!;
}

/** Up to this many digits a float64 holds every integer. */
const SAFE_DIGITS = 15;

/**
 * Reads "-12.5", "1e-8" and the like; null for anything that is not a decimal (no bare point, no space, no "+").
 * One test for each character: this is the innermost loop of every plan.
 */
export function readFixed(text: string): FixedPoint | null {
  const isBelow = text.charCodeAt(0) === 45;
  let at = isBelow ? 1 : 0;
  const start = at;
  let small = 0;
  let point = -1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) small = small * 10 + (code - 48);
    else if (code === 46 && point < 0 && at > start) point = at;
    else break;
  }
  const digits = at - start - (point < 0 ? 0 : 1);
  const scale = point < 0 ? 0 : at - point - 1;
  if (digits === 0 || (point >= 0 && scale === 0)) return null;
  const size =
    digits <= SAFE_DIGITS
      ? BigInt(small)
      : BigInt(point < 0 ? text.slice(start, at) : text.slice(start, point) + text.slice(point + 1, at));
  const units = isBelow ? -size : size;
  if (at === text.length) return { units, scale };
  const exponent = /^e([+-]?\d{1,3})$/i.exec(text.slice(at))?.[1];
  return exponent === undefined ? null : shift({ units, scale }, Number(exponent));
}

function shift({ units, scale }: FixedPoint, exponent: number): FixedPoint {
  return exponent > scale
    ? { units: units * powerOfTen(exponent - scale), scale: 0 }
    : { units, scale: scale - exponent };
}

/** Normal form: no exponent, no trailing zeros after the point, no "-0". */
export function writeFixed(units: bigint, scale: number): string {
  if (units === 0n) return "0";
  if (scale === 0) return units.toString();
  const isBelow = units < 0n;
  let digits = (isBelow ? -units : units).toString();
  if (digits.length <= scale) digits = digits.padStart(scale + 1, "0");
  const point = digits.length - scale;
  let end = digits.length;
  while (end > point && digits.charCodeAt(end - 1) === 48) end -= 1;
  const body = end === point ? digits.slice(0, point) : `${digits.slice(0, point)}.${digits.slice(point, end)}`;
  return isBelow ? `-${body}` : body;
}

/** The same number with more digits after the point; `scale` is at least its own. */
export function unitsAt({ units, scale }: FixedPoint, finer: number): bigint {
  return finer === scale ? units : units * powerOfTen(finer - scale);
}
