/**
 * How long a unit must have been held. A rule of dates, not a number of days: every one of these differs from the
 * others on some day of some year, and "365 days" is wrong in leap years for all but Portugal.
 *
 * | rule | longer from | source |
 * |---|---|---|
 * | more-than-a-year | the day after acquisition, a year later (29 Feb rolls to 1 Mar) | Rev. Rul. 66-7, 66-97 (US); TD 2002/10 (AU) |
 * | after-anniversary | the day after the same date (29 Feb ends on 28 Feb) | BGB 187 (1), 188 (2)(3); EStG 23 (1) Nr. 2 |
 * | 365-days | sold minus acquired is 365 or more | CIRS 10 (19) |
 */
import { type Day, yearAfter } from "./calendar";

export const TERM_RULES = ["none", "more-than-a-year", "after-anniversary", "365-days"] as const;
export type TermRule = (typeof TERM_RULES)[number];

/** `short` and `long` are taxed differently; `exempt` is not taxed; `none`: the time held makes no difference. */
export type Term = "short" | "long" | "exempt" | "none";

/** First day on which what was acquired on `acquired` counts as held long; null where time makes no difference. */
export function longFrom(rule: TermRule, acquired: Day): Day | null {
  switch (rule) {
    case "none":
      return null;
    case "more-than-a-year":
      return yearAfter(acquired + 1, "rolls");
    case "after-anniversary":
      return yearAfter(acquired, "clamps") + 1;
    case "365-days":
      return acquired + 365;
  }
}

/** `whenLong` is what the longer term is called there: taxed less, or not at all. */
export function termOf(rule: TermRule, whenLong: "long" | "exempt", acquired: Day, sold: Day): Term {
  const from = longFrom(rule, acquired);
  if (from === null) return "none";
  return sold >= from ? whenLong : "short";
}
