/**
 * Exact decimals, held as plain strings.
 *
 * Money is a branded decimal string everywhere: in memory, in the database (`numeric`), in JSON. A string has no
 * rounding of its own, compares byte for byte once normalised, and cannot be added to a float by mistake.
 * Every function here takes such strings and returns one in normal form: no exponent, no trailing zeros after the
 * point, no "-0". Sums, differences and products are exact; a quotient needs a direction, which is in its name.
 */
import { type FixedPoint, powerOfTen, readFixed, unitsAt, writeFixed } from "./fixed-point";

declare const unit: unique symbol;
export type Decimal = string & { readonly [unit]?: unknown };
/** Base units of an asset, for example 0.5 BTC. */
export type Quantity = string & { readonly [unit]: "quantity" };
/** Quote units per base unit. */
export type Price = string & { readonly [unit]: "price" };
/** Quote value of a quantity, in the quote asset or the base currency. */
export type Notional = string & { readonly [unit]: "notional" };
/** A share of a notional, for example a fee of "0.001". */
export type Rate = string & { readonly [unit]: "rate" };

export class DecimalFormatError extends Error {
  readonly input: unknown;

  constructor(input: unknown) {
    super(`Not a decimal number: ${JSON.stringify(input)}. Write it with digits and one point, for example "0.125".`);
    this.name = "DecimalFormatError";
    this.input = input;
  }
}

// A pair taken apart as [a, b] = [read(left), read(right)] goes through an iterator until the optimizer has seen it.

/** Reads an operand as an integer and a scale. A string that is no decimal is our own mistake, and is named. */
export function read(text: string): FixedPoint {
  const fixed = typeof text === "string" ? readFixed(text) : null;
  if (fixed === null) throw new DecimalFormatError(text);
  return fixed;
}

/** Parses text to a decimal in normal form; throws DecimalFormatError on anything else (also "", NaN, Infinity). */
export function decimal<T extends string = Decimal>(input: string | bigint): T {
  const { units, scale } = read(typeof input === "bigint" ? input.toString() : input);
  return writeFixed(units, scale) as T;
}

export const quantity = (input: string) => decimal<Quantity>(input);
export const price = (input: string) => decimal<Price>(input);
export const notional = (input: string) => decimal<Notional>(input);
export const rate = (input: string) => decimal<Rate>(input);

export function isDecimal(input: unknown): input is Decimal {
  return typeof input === "string" && readFixed(input) !== null;
}

export function add<T extends string>(left: T, right: T): T {
  const a = read(left);
  const b = read(right);
  const scale = Math.max(a.scale, b.scale);
  return writeFixed(unitsAt(a, scale) + unitsAt(b, scale), scale) as T;
}

export function subtract<T extends string>(left: T, right: T): T {
  const a = read(left);
  const b = read(right);
  const scale = Math.max(a.scale, b.scale);
  return writeFixed(unitsAt(a, scale) - unitsAt(b, scale), scale) as T;
}

export function negate<T extends string>(value: T): T {
  const { units, scale } = read(value);
  return writeFixed(-units, scale) as T;
}

export function absolute<T extends string>(value: T): T {
  const { units, scale } = read(value);
  return writeFixed(units < 0n ? -units : units, scale) as T;
}

export function sum<T extends string>(values: Iterable<T>): T {
  let total: FixedPoint = { units: 0n, scale: 0 };
  for (const value of values) {
    const next = read(value);
    const scale = Math.max(total.scale, next.scale);
    total = { units: unitsAt(total, scale) + unitsAt(next, scale), scale };
  }
  return writeFixed(total.units, total.scale) as T;
}

/** Exact product. The caller names the unit: quantity x price is a notional, notional x rate is a notional. */
export function multiply<T extends string = Decimal>(left: string, right: string): T {
  const a = read(left);
  const b = read(right);
  return writeFixed(a.units * b.units, a.scale + b.scale) as T;
}

/** Quotient rounded toward zero at 28 decimals. Throws RangeError when the divisor is zero. */
export function divideDown<T extends string = Decimal>(left: string, right: string, places = 28): T {
  return writeFixed(divide(left, right, places).quotient, places) as T;
}

/** Quotient rounded away from zero at 28 decimals. Throws RangeError when the divisor is zero. */
export function divideUp<T extends string = Decimal>(left: string, right: string, places = 28): T {
  const { quotient, rest, isBelow } = divide(left, right, places);
  const outward = rest === 0n ? 0n : isBelow ? -1n : 1n;
  return writeFixed(quotient + outward, places) as T;
}

/** Integer quotient of left / right in units of 10^-places, toward zero, and what it leaves. */
function divide(left: string, right: string, places: number) {
  const a = read(left);
  const b = read(right);
  if (b.units === 0n) throw new RangeError(`Division of ${left} by zero`);
  const lift = places + b.scale - a.scale;
  const top = lift >= 0 ? a.units * powerOfTen(lift) : a.units;
  const bottom = lift >= 0 ? b.units : b.units * powerOfTen(-lift);
  return { quotient: top / bottom, rest: top % bottom, isBelow: top < 0n !== bottom < 0n };
}

export function compare(left: string, right: string): -1 | 0 | 1 {
  const a = read(left);
  const b = read(right);
  const scale = Math.max(a.scale, b.scale);
  const x = unitsAt(a, scale);
  const y = unitsAt(b, scale);
  return x < y ? -1 : x > y ? 1 : 0;
}

function signOf(value: string): -1 | 0 | 1 {
  const { units } = read(value);
  return units > 0n ? 1 : units < 0n ? -1 : 0;
}

export const isZero = (value: string) => signOf(value) === 0;
export const isPositive = (value: string) => signOf(value) > 0;
export const isNegative = (value: string) => signOf(value) < 0;
export const isLess = (left: string, right: string) => compare(left, right) < 0;
export const isMore = (left: string, right: string) => compare(left, right) > 0;
export const minimum = <T extends string>(left: T, right: T): T => (isLess(right, left) ? right : left);
export const maximum = <T extends string>(left: T, right: T): T => (isMore(right, left) ? right : left);

/** Nearest float64, for weights, returns and drawings only: never on the way to an order or the database. */
export function toFloat(value: string): number {
  return Number(value);
}
