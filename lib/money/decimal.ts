/**
 * Exact decimals, carried as plain strings.
 *
 * Money is a branded decimal string everywhere: in memory, in the database (`numeric`), in JSON. A string has no
 * rounding of its own, compares byte for byte once normalised, and cannot be added to a float by mistake.
 * Every function here takes such strings and returns one in normal form: no exponent, no trailing zeros after the
 * point, no "-0". Sums, differences and products are exact; a quotient needs a direction, which is in its name.
 */
import DecimalJs from "decimal.js";

/** 60 significant digits: a product of two 28-digit figures is still exact. */
const Exact = DecimalJs.clone({ precision: 60, toExpNeg: -9e15, toExpPos: 9e15, rounding: DecimalJs.ROUND_DOWN });

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

const DECIMAL_FORM = /^-?\d+(\.\d+)?(e[+-]?\d{1,3})?$/i;

export class DecimalFormatError extends Error {
  readonly input: unknown;

  constructor(input: unknown) {
    super(`Not a decimal number: ${JSON.stringify(input)}. Write it with digits and one point, for example "0.125".`);
    this.name = "DecimalFormatError";
    this.input = input;
  }
}

function normal(value: DecimalJs): string {
  return value.isZero() ? "0" : value.toFixed();
}

/** Parses text to a decimal in normal form; throws DecimalFormatError on anything else (also "", NaN, Infinity). */
export function decimal<T extends string = Decimal>(input: string | bigint): T {
  const text = typeof input === "bigint" ? input.toString() : input;
  if (typeof text !== "string" || !DECIMAL_FORM.test(text)) throw new DecimalFormatError(input);
  return normal(new Exact(text)) as T;
}

export const quantity = (input: string) => decimal<Quantity>(input);
export const price = (input: string) => decimal<Price>(input);
export const notional = (input: string) => decimal<Notional>(input);
export const rate = (input: string) => decimal<Rate>(input);

export function isDecimal(input: unknown): input is Decimal {
  return typeof input === "string" && DECIMAL_FORM.test(input);
}

export function add<T extends string>(left: T, right: T): T {
  return normal(new Exact(left).plus(right)) as T;
}

export function subtract<T extends string>(left: T, right: T): T {
  return normal(new Exact(left).minus(right)) as T;
}

export function negate<T extends string>(value: T): T {
  return normal(new Exact(value).negated()) as T;
}

export function absolute<T extends string>(value: T): T {
  return normal(new Exact(value).abs()) as T;
}

export function sum<T extends string>(values: Iterable<T>): T {
  let total = new Exact(0);
  for (const value of values) total = total.plus(value);
  return normal(total) as T;
}

/** Exact product. The caller names the unit: quantity x price is a notional, notional x rate is a notional. */
export function multiply<T extends string = Decimal>(left: string, right: string): T {
  return normal(new Exact(left).times(right)) as T;
}

/** Quotient rounded toward zero at 28 decimals. Throws RangeError when the divisor is zero. */
export function divideDown<T extends string = Decimal>(left: string, right: string, places = 28): T {
  if (new Exact(right).isZero()) throw new RangeError(`Division of ${left} by zero`);
  return normal(new Exact(left).dividedBy(right).toDecimalPlaces(places, DecimalJs.ROUND_DOWN)) as T;
}

/** Quotient rounded away from zero at 28 decimals. Throws RangeError when the divisor is zero. */
export function divideUp<T extends string = Decimal>(left: string, right: string, places = 28): T {
  if (new Exact(right).isZero()) throw new RangeError(`Division of ${left} by zero`);
  return normal(new Exact(left).dividedBy(right).toDecimalPlaces(places, DecimalJs.ROUND_UP)) as T;
}

export function compare(left: string, right: string): -1 | 0 | 1 {
  return new Exact(left).comparedTo(right) as -1 | 0 | 1;
}

export const isZero = (value: string) => new Exact(value).isZero();
export const isPositive = (value: string) => new Exact(value).greaterThan(0);
export const isNegative = (value: string) => new Exact(value).lessThan(0);
export const isLess = (left: string, right: string) => compare(left, right) < 0;
export const isMore = (left: string, right: string) => compare(left, right) > 0;
export const minimum = <T extends string>(left: T, right: T): T => (isLess(right, left) ? right : left);
export const maximum = <T extends string>(left: T, right: T): T => (isMore(right, left) ? right : left);

/** Nearest float64, for weights, returns and drawings only: never on the way to an order or the database. */
export function toFloat(value: string): number {
  return Number(value);
}
