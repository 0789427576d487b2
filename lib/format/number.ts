/**
 * Numbers as people read them. Decimals arrive as strings and are rounded as strings (half away from zero), so that
 * no digit is invented; shares arrive as floats. Minus is U+2212, thousands take a comma, units follow a space.
 * "none" is an en dash, never 0, never blank.
 */
export const MINUS = "\u2212";
export const NONE = "\u2013";
export const UNKNOWN = "not known";

const PARTS = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Rounds a plain decimal string to `digits` places, half away from zero, without a float on the way. */
export function roundDecimal(value: string, digits: number): string {
  const match = PARTS.exec(value);
  if (!match) return value;
  const [, sign = "", whole = "0", fraction = ""] = match;
  const kept = fraction.slice(0, digits).padEnd(digits, "0");
  const roundsUp = (fraction[digits] ?? "0") >= "5";
  const scaled = (BigInt(whole + kept) + (roundsUp ? 1n : 0n)).toString().padStart(digits + 1, "0");
  const text = digits === 0 ? scaled : `${scaled.slice(0, -digits)}.${scaled.slice(-digits)}`;
  return sign && /[1-9]/.test(text) ? `-${text}` : text;
}

/** "-1234.5" becomes "−1,234.5"; nothing is rounded. */
export function groupDigits(value: string): string {
  const match = PARTS.exec(value);
  if (!match) return value;
  const [, sign = "", whole = "0", fraction] = match;
  return `${sign ? MINUS : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${fraction === undefined ? "" : `.${fraction}`}`;
}

const isNone = (value: string) => !/[1-9]/.test(value);
const signOf = (value: string) => (isNone(value) || value.startsWith("-") ? "" : "+");

/** Cents for money people know; more where a unit is worth a house. */
export function moneyDigits(unit: string | undefined): number {
  if (unit === "BTC") return 8;
  if (unit === "ETH" || unit === "BNB") return 6;
  return 2;
}

export interface MoneyOptions {
  unit?: string;
  digits?: number;
  isSigned?: boolean;
}

/** "48,213.07", with a unit "48,213.07 USDT". What is not zero but too small to show reads "<0.01". */
export function formatMoney(
  value: string,
  { unit, digits = moneyDigits(unit), isSigned = false }: MoneyOptions = {},
): string {
  const rounded = roundDecimal(value, digits);
  const tooSmall = isNone(rounded) && !isNone(value);
  const smallest = digits === 0 ? "1" : `0.${"0".repeat(digits - 1)}1`;
  const text = tooSmall ? `${value.startsWith("-") ? MINUS : ""}<${smallest}` : groupDigits(rounded);
  return `${isSigned ? signOf(rounded) : ""}${text}${unit ? ` ${unit}` : ""}`;
}

/** "48k", "1.2M" for axes, where a reader wants the size and not the cents. */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  const [divisor, letter] = size >= 1e9 ? [1e9, "B"] : size >= 1e6 ? [1e6, "M"] : size >= 1e3 ? [1e3, "k"] : [1, ""];
  const scaled = value / divisor;
  const text = String(Number(scaled.toPrecision(size >= 1e3 ? 4 : 6)));
  return `${groupDigits(text)}${letter}`;
}

/** The market's step decides the places; without one the digits stand as they are, at most eight places. */
export function formatQuantity(value: string, step?: string): string {
  if (step !== undefined) return groupDigits(roundDecimal(value, step.split(".")[1]?.length ?? 0));
  const fraction = value.split(".")[1] ?? "";
  return groupDigits(fraction.length > 8 ? roundDecimal(value, 8) : value);
}

/** "91,482.10", "0.9998", "0.00002134": cents from ten up, four figures under one. */
export function formatPrice(value: string, step?: string): string {
  if (step !== undefined) return groupDigits(roundDecimal(value, step.split(".")[1]?.length ?? 0));
  const [whole = "0", fraction = ""] = value.replace("-", "").split(".");
  if (whole.length > 1) return groupDigits(roundDecimal(value, 2));
  if (whole !== "0") return groupDigits(roundDecimal(value, 4));
  const leading = /^0*/.exec(fraction)?.[0].length ?? 0;
  return groupDigits(roundDecimal(value, Math.max(4, leading + 4)));
}

function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return groupDigits(isNone(text) ? text.replace("-", "") : text);
}

/** A share as percent: 0.474 is "47.4 %". Not zero but under the last place: "<0.1 %". */
export function formatPercent(share: number, digits = 1, isSigned = false): string {
  if (!Number.isFinite(share)) return NONE;
  const text = fixed(share * 100, digits);
  if (isNone(text) && share !== 0 && !isSigned) return `<${(10 ** -digits).toFixed(digits)} %`;
  const sign = isSigned && share > 0 && !isNone(text) ? "+" : "";
  return `${sign}${text} %`;
}

/** A drift in percentage points: 0.074 is "+7.4 pp". Pass `isSigned: false` for a width or a portfolio's drift. */
export function formatPoints(share: number, { digits = 1, isSigned = true, hasUnit = true } = {}): string {
  if (!Number.isFinite(share)) return NONE;
  const text = fixed(share * 100, digits);
  const sign = isSigned && share > 0 && !isNone(text) ? "+" : "";
  return `${sign}${text}${hasUnit ? " pp" : ""}`;
}

export function formatBps(bps: number): string {
  return Number.isFinite(bps) ? `${fixed(bps, 1)} bps` : NONE;
}

/** Rounds shares so that what is shown adds up to what the rounded total shows (largest remainder). */
export function roundShares(shares: readonly number[], digits = 1): number[] {
  const scale = 10 ** (digits + 2);
  const floors = shares.map((share) => Math.floor(share * scale + 1e-9));
  let missing =
    Math.round(shares.reduce((sum, share) => sum + share, 0) * scale) - floors.reduce((sum, n) => sum + n, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, rest: share * scale - (floors[index] ?? 0) }))
    .sort((left, right) => right.rest - left.rest);
  for (const { index } of byRemainder) {
    if (missing <= 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    missing -= 1;
  }
  return floors.map((n) => n / scale);
}

function scaled(value: string, places: number): bigint {
  const [, sign = "", whole = "0", fraction = ""] = PARTS.exec(value) ?? [];
  return BigInt(`${sign}${whole}${fraction.slice(0, places).padEnd(places, "0")}`);
}

function unscaled(value: bigint, places: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return value < 0n ? `-${text}` : text;
}

const placesOf = (value: string) => value.split(".")[1]?.length ?? 0;

/** Exact difference for a figure on screen; small enough for the browser, where the engine's decimals are not. */
export function differenceOf(left: string, right: string): string {
  const places = Math.max(placesOf(left), placesOf(right));
  return unscaled(scaled(left, places) - scaled(right, places), places);
}

/** Rounds figures of one column so that those shown add up to the rounded total shown under them. */
export function roundTogether(values: readonly string[], digits: number): { values: string[]; total: string } {
  const places = Math.max(digits, ...values.map(placesOf));
  const unit = 10n ** BigInt(places - digits);
  const exact = values.map((value) => scaled(value, places));
  const total = scaled(
    roundDecimal(
      unscaled(
        exact.reduce((sum, value) => sum + value, 0n),
        places,
      ),
      digits,
    ),
    digits,
  );
  const floors = exact.map((value) => value / unit - (value % unit < 0n ? 1n : 0n));
  let missing = total - floors.reduce((sum, value) => sum + value, 0n);
  const byRest = exact
    .map((value, index) => ({ index, rest: ((value % unit) + unit) % unit }))
    .sort((left, right) => (left.rest < right.rest ? 1 : left.rest > right.rest ? -1 : 0));
  for (const { index } of byRest) {
    if (missing <= 0n) break;
    floors[index] = (floors[index] ?? 0n) + 1n;
    missing -= 1n;
  }
  return { values: floors.map((value) => unscaled(value, digits)), total: unscaled(total, digits) };
}
