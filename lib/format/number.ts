/**
 * Every number people read, in text and tables alike. One rounding rule: half away from zero, on the decimal digits
 * and never on a float, so that 0.0015 is 0.2 % everywhere. What is not zero never shows as zero: "<0.1 %". Minus is
 * U+2212 and is kept, thousands take a comma, a unit follows a no-break space, an exponent is never shown. Shares are
 * float64 (0.474 is 47.4 %), drifts are shares shown in percentage points. No figure at all is an en dash.
 *
 * For display only: the exact figure stays where it is. Columns that must add up are rounded in ./column.
 */
export const MINUS = "\u2212";
export const NONE = "\u2013";
export const UNKNOWN = "not known";
/** No-break space between a figure and its unit. */
export const UNIT_SPACE = "\u00a0";

const PARTS = /^(-?)(\d+)(?:\.(\d+))?$/;
/** Float dust such as 1e-17 is zero; anything a person could have caused is not. */
const DUST = 1e-9;

export interface FigureOptions {
  /** Places after the point; the default is the kind's own. */
  digits?: number;
  /** A plus before gains: on changes, not on levels. */
  isSigned?: boolean;
  /** false where a column's head or the figure beside it says the unit. */
  hasUnit?: boolean;
}

/** The decimal a float is written as, moved `shift` places to the left of its point: no digit is invented on the way. */
function decimalText(value: string | number, shift = 0): string | null {
  if (typeof value === "string") return PARTS.test(value) ? value : null;
  if (!Number.isFinite(value)) return null;
  if (Math.abs(value) * 10 ** shift < DUST) return "0";
  const [mantissa = "0", exponent = "0"] = String(Math.abs(value)).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const point = whole.length + Number(exponent) + shift;
  const digits = (whole + fraction).padStart(whole.length + fraction.length + Math.max(1 - point, 0), "0");
  const at = Math.max(point, 1);
  const padded = digits.padEnd(at, "0");
  const text = `${padded.slice(0, at).replace(/^0+(?=\d)/, "")}${padded.length > at ? `.${padded.slice(at)}` : ""}`;
  return value < 0 ? `-${text}` : text;
}

/** Rounds a plain decimal string to `digits` places, half away from zero, without a float on the way. */
export function roundDecimal(value: string, digits: number): string {
  const match = PARTS.exec(value);
  if (!match) return value;
  const [, sign = "", whole = "0", fraction = ""] = match;
  const kept = fraction.slice(0, digits).padEnd(digits, "0");
  const roundsUp = (fraction[digits] ?? "0") >= "5";
  const scaled = (BigInt(whole + kept) + (roundsUp ? 1n : 0n)).toString().padStart(digits + 1, "0");
  const text = digits === 0 ? scaled : `${scaled.slice(0, -digits)}.${scaled.slice(-digits)}`;
  return sign && !isZero(text) ? `-${text}` : text;
}

/** "-1234.5" becomes "−1,234.5"; nothing is rounded. */
export function groupDigits(value: string): string {
  const match = PARTS.exec(value);
  if (!match) return value;
  const [, sign = "", whole = "0", fraction] = match;
  return `${sign ? MINUS : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${fraction === undefined ? "" : `.${fraction}`}`;
}

const isZero = (text: string) => !/[1-9]/.test(text);

/** Rounded to its places with its sign; "<0.01" where only rounding makes it nothing. */
function roundedFigure(exact: string, digits: number, isSigned: boolean): string {
  const rounded = roundDecimal(exact, digits);
  const isBelow = exact.startsWith("-");
  const size = (text: string) => groupDigits(text.replace("-", ""));
  if (isZero(exact)) return size(rounded);
  const sign = isBelow ? MINUS : isSigned ? "+" : "";
  return isZero(rounded) ? `${sign}<${smallest(digits)}` : `${sign}${size(rounded)}`;
}

const smallest = (digits: number) => (digits === 0 ? "1" : `0.${"0".repeat(digits - 1)}1`);

/** A plain figure. Without `digits` nothing is rounded: "1,234,567.1". */
export function formatDecimal(value: string | number, { digits, isSigned = false }: FigureOptions = {}): string {
  const exact = decimalText(value);
  if (exact === null) return typeof value === "number" ? NONE : UNKNOWN;
  return roundedFigure(exact, digits ?? placesOf(exact), isSigned);
}

/** At most so many places and none for show: 7.5, 20. For figures people wrote themselves. */
export function formatTrimmed(value: number, digitsMax = 2): string {
  return trimmed(value, 0, digitsMax);
}

/** "7.5 %", "20 %": a share as its owner wrote it. */
export const formatTrimmedPercent = (share: number, digitsMax = 2): string =>
  `${trimmed(share, 2, digitsMax)}${UNIT_SPACE}%`;

/** "7.5 pp", "20 pp". */
export const formatTrimmedPoints = (share: number, digitsMax = 2): string =>
  `${trimmed(share, 2, digitsMax)}${UNIT_SPACE}pp`;

function trimmed(value: number, shift: number, digitsMax: number): string {
  const exact = decimalText(value, shift);
  if (exact === null) return NONE;
  const text = roundedFigure(exact, digitsMax, false);
  return text.includes(".") && !text.includes("<") ? text.replace(/\.?0+$/, "") : text;
}

/** Cents for money people know; more where a unit is worth very much. */
export function moneyDigits(unit: string | undefined): number {
  if (unit === "BTC") return 8;
  if (unit === "ETH" || unit === "BNB") return 6;
  return 2;
}

export interface MoneyOptions extends Omit<FigureOptions, "hasUnit"> {
  unit?: string;
}

/** "48,213.07", with a unit "48,213.07 USDT". */
export function formatMoney(value: string | number, { unit, digits, isSigned }: MoneyOptions = {}): string {
  const figure = formatDecimal(value, { digits: digits ?? moneyDigits(unit), isSigned });
  return unit === undefined ? figure : `${figure}${UNIT_SPACE}${unit}`;
}

const COMPACT = [
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
] as const;

/** "48k", "1.2M" for axes, where a reader wants the size and not the cents. */
export function formatCompact(value: number): string {
  const size = Math.abs(value);
  const [divisor, letter] = COMPACT.find(([least]) => size >= least) ?? [1, ""];
  const figures = Number((value / divisor).toPrecision(size >= 1e3 ? 4 : 6));
  return `${groupDigits(decimalText(figures) ?? NONE)}${letter}`;
}

/** The market's step decides the places; without one the digits stand as they are, at most eight places. */
export function formatQuantity(value: string, step?: string): string {
  if (step !== undefined) return groupDigits(roundDecimal(value, placesOf(step)));
  return groupDigits(placesOf(value) > 8 ? roundDecimal(value, 8) : value);
}

/** "91,482.10", "0.9998", "0.00002134": cents from ten up, four figures under one. */
export function formatPrice(value: string, step?: string): string {
  if (step !== undefined) return groupDigits(roundDecimal(value, placesOf(step)));
  const [whole = "0", fraction = ""] = value.replace("-", "").split(".");
  if (whole.length > 1) return groupDigits(roundDecimal(value, 2));
  if (whole !== "0") return groupDigits(roundDecimal(value, 4));
  const leading = /^0*/.exec(fraction)?.[0].length ?? 0;
  return groupDigits(roundDecimal(value, Math.max(4, leading + 4)));
}

/** A share as percent: 0.474 is "47.4 %", 0.0002 is "<0.1 %", -0.0002 is "−<0.1 %". */
export function formatPercent(share: number, options: FigureOptions = {}): string {
  return withUnit(share, 2, "%", options);
}

/** A drift in percentage points: 0.074 is "+7.4 pp". Pass `isSigned: false` for a width or a portfolio's drift. */
export function formatPoints(share: number, options: FigureOptions = {}): string {
  return withUnit(share, 2, "pp", { isSigned: true, ...options });
}

/** "1.4 bps". */
export function formatBps(bps: number, options: FigureOptions = {}): string {
  return withUnit(bps, 0, "bps", options);
}

function withUnit(
  value: number,
  shift: number,
  unit: string,
  { digits = 1, isSigned = false, hasUnit = true }: FigureOptions,
): string {
  const exact = decimalText(value, shift);
  if (exact === null) return NONE;
  return `${roundedFigure(exact, digits, isSigned)}${hasUnit ? `${UNIT_SPACE}${unit}` : ""}`;
}

/** Places after the point. */
export const placesOf = (value: string) => value.split(".")[1]?.length ?? 0;

/** A decimal as units of its last shown place: "1.25" at 3 places is 1250n; further digits are cut. */
export function toUnits(value: string | number, places: number): bigint {
  const [, sign = "", whole = "0", fraction = ""] = PARTS.exec(decimalText(value) ?? "") ?? [];
  return BigInt(`${sign}${whole}${fraction.slice(0, places).padEnd(places, "0")}`);
}

export function fromUnits(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return units < 0n ? `-${text}` : text;
}

/** Exact difference for a figure on screen; small enough for the browser, where the engine's decimals are not. */
export function differenceOf(left: string, right: string): string {
  const places = Math.max(placesOf(left), placesOf(right));
  return fromUnits(toUnits(left, places) - toUnits(right, places), places);
}

/** For readers that are programs, as of the command's tables: no-break spaces are plain ones. */
export const withPlainSpaces = (text: string): string => text.replaceAll(UNIT_SPACE, " ");
