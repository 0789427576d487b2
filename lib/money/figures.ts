/**
 * How a number is written for people, in text and tables alike: U+2212 for minus, comma for thousands, a no-break
 * space before a unit, no exponent ever. Decimals are rounded half away from zero for display only; the exact figure
 * stays where it is. Shares are float64 (0.474 is 47.4 %), drifts are shares shown in percentage points.
 */
import { decimal, isDecimal } from "./decimal";
import { roundToNearestStep } from "./rounding";

export const MINUS = "\u2212";
/** No-break space between a figure and its unit. */
export const UNIT_SPACE = "\u00a0";

export interface FigureOptions {
  /** Digits after the point; the default is the kind's own. */
  decimals?: number;
  /** "always" on changes, "negative" (default) on levels. */
  sign?: "always" | "negative";
}

/** Groups an exact decimal in thousands and fixes its decimals: "48213.069" -> "48,213.07". */
export function formatDecimal(value: string | number, options: FigureOptions = {}): string {
  const text = typeof value === "number" ? plain(value) : value;
  if (!isDecimal(text)) return "not known";
  const fixed = fixDecimals(decimal(text), options.decimals);
  const isBelow = fixed.startsWith("-");
  const [whole = "0", fraction] = (isBelow ? fixed.slice(1) : fixed).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const body = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  const isNothing = /^[0.,]*$/.test(body);
  if (isNothing) return body;
  return `${isBelow ? MINUS : options.sign === "always" ? "+" : ""}${body}`;
}

/** "48,213.07 USDT"; without a unit where a column shares it. */
export function formatMoney(value: string | number, unit: string | null = null, options: FigureOptions = {}): string {
  const figure = formatDecimal(value, { decimals: 2, ...options });
  return unit === null ? figure : `${figure}${UNIT_SPACE}${unit}`;
}

/** A share as percent: 0.474 -> "47.4 %". A share that is not zero never shows as zero: "<0.1 %". */
export function formatPercent(share: number, options: FigureOptions = {}): string {
  return withUnit(share * 100, "%", options);
}

/** A drift or band in percentage points: 0.074 -> "7.4 pp", signed when asked. */
export function formatPercentPoints(share: number, options: FigureOptions = {}): string {
  return withUnit(share * 100, "pp", options);
}

/** "1.4 bps". */
export function formatBps(bps: number, options: FigureOptions = {}): string {
  return withUnit(bps, "bps", options);
}

function withUnit(value: number, unit: string, options: FigureOptions): string {
  return Number.isFinite(value) ? `${smallAware(value, options)}${UNIT_SPACE}${unit}` : "not known";
}

function smallAware(value: number, options: FigureOptions): string {
  const decimals = options.decimals ?? 1;
  const figure = formatDecimal(value, { ...options, decimals });
  const isShownAsZero = /^[0.,]*$/.test(figure);
  // Float dust such as 1e-17 is zero; anything a person could have caused is not.
  if (!isShownAsZero || Math.abs(value) < 1e-9) return figure;
  const least = (10 ** -decimals).toFixed(decimals);
  if (value < 0) return options.sign === "always" ? `${MINUS}<${least}` : `>${MINUS}${least}`;
  return options.sign === "always" ? `+<${least}` : `<${least}`;
}

function plain(value: number): string {
  if (!Number.isFinite(value)) return "not known";
  const text = String(value);
  return text.includes("e") ? value.toFixed(12) : text;
}

function fixDecimals(value: string, decimals: number | undefined): string {
  if (decimals === undefined) return value;
  const step = decimals === 0 ? "1" : `0.${"0".repeat(decimals - 1)}1`;
  const rounded: string = roundToNearestStep(value, step);
  if (decimals === 0) return rounded;
  const [whole = "0", fraction = ""] = rounded.split(".");
  return `${whole}.${fraction.padEnd(decimals, "0")}`;
}
