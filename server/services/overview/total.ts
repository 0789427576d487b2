/**
 * One total of all an owner has, in one currency (pure). Money is counted once: in the portfolio that holds it, or as
 * lying outside of all. Other currencies are converted at one rate, that of now, also for what was: so that the change
 * since yesterday is the sum of its portfolios' changes, to the last digit. What has no value or no price is named.
 *
 * Each part is first rounded to the digits it is shown with, and the total is the sum of those: what a portfolio is worth
 * reads the same on every page, and the rows of any page add up with the others to the total.
 */
import type { AssetId } from "@/lib/engine/model";
import type { MissingFromTotal } from "@/lib/format";
import { moneyDigits, roundDecimal } from "@/lib/format/number";
import { add, divideDown, isZero, multiply, type Notional, notional, subtract, sum, toFloat } from "@/lib/money";
import type { IndexRow } from "./load-index";
import { type OutsideAccount, worthOf } from "./load-outside";
import type { PriceBook } from "./price-book";

export interface Total {
  currency: AssetId;
  /** Everything that has a price; null: nothing is known. */
  value: Notional | null;
  /** Of `value`: in portfolios; null: none has a known value. */
  inPortfolios: Notional | null;
  /** Of `inPortfolios`: play money, where there is real money beside it; null: it is all of one kind. */
  paper: Notional | null;
  dayChange: { value: Notional; ratio: number } | null;
  outside: readonly (OutsideAccount & { value: Notional | null })[];
  missing: readonly MissingFromTotal[];
}

/** A portfolio's money in the total's currency; null where no price leads there. */
export interface Converted {
  value: Notional | null;
  dayChange: { value: Notional; ratio: number } | null;
}

export function convert(
  row: Pick<IndexRow, "baseCurrency" | "value" | "dayChange">,
  prices: PriceBook,
  currency: AssetId,
): Converted | null {
  const rate = prices.get(row.baseCurrency);
  if (rate === undefined) return null;
  const { value, dayChange } = row;
  const inCurrency = (amount: Notional) => asShown(multiply<Notional>(amount, rate), currency);
  return {
    value: value && inCurrency(value),
    dayChange: dayChange && { value: inCurrency(dayChange.value), ratio: dayChange.ratio },
  };
}

/** To the digits money of this currency is shown with, halves away from zero as everywhere on the screens. */
const asShown = (amount: Notional, currency: AssetId): Notional =>
  notional(roundDecimal(amount, moneyDigits(currency)));

export function totalOf(
  rows: readonly IndexRow[],
  outside: readonly OutsideAccount[],
  prices: PriceBook,
  currency: AssetId,
): Total {
  const counted = rows.flatMap((row) => {
    const { value = null, dayChange = null } = convert(row, prices, currency) ?? {};
    return value === null ? [] : [{ value, dayChange, isPaper: row.mode.startsWith("paper") }];
  });
  const inPortfolios = counted.length === 0 ? null : sum(counted.map((each) => each.value));
  const outsideValues = outside.map((account) => {
    const worth = worthOf(account, prices);
    return { ...account, value: worth && asShown(worth, currency) };
  });
  const known = [...counted, ...outsideValues].flatMap(({ value }) => (value === null ? [] : [value]));
  const paper = counted.filter((each) => each.isPaper);
  return {
    currency,
    value: known.length === 0 ? null : sum(known),
    inPortfolios,
    paper: paper.length === 0 || paper.length === counted.length ? null : sum(paper.map((each) => each.value)),
    dayChange: changeOf(counted),
    outside: outsideValues,
    missing: [
      ...rows.flatMap((row): MissingFromTotal[] => {
        if (row.value === null) return [{ kind: "unchecked", portfolio: row.name }];
        return prices.has(row.baseCurrency)
          ? []
          : [{ kind: "no-rate", portfolio: row.name, from: row.baseCurrency, to: currency }];
      }),
      ...outsideValues.flatMap((account): MissingFromTotal[] => {
        if (account.assets === null) return [{ kind: "unread", venue: account.venueName }];
        const unpriced = account.assets.filter((row) => !prices.has(row.asset)).map((row) => row.asset);
        return unpriced.length === 0 ? [] : [{ kind: "unpriced", venue: account.venueName, assets: unpriced }];
      }),
    ],
  };
}

/** Of the portfolios that have a yesterday. */
function changeOf(counted: readonly { value: Notional; dayChange: Converted["dayChange"] }[]): Total["dayChange"] {
  const changed = counted.flatMap(({ value, dayChange }) => (dayChange ? [{ value, change: dayChange.value }] : []));
  if (changed.length === 0) return null;
  const change = sum(changed.map((each) => each.change));
  const before = subtract(sum(changed.map((each) => each.value)), change);
  const ratio = isZero(before) ? 0 : toFloat(divideDown(change, before));
  return { value: add(change, "0" as Notional), ratio };
}
