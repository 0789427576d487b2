/**
 * Whether two keys open one account, judged by what both show (pure). Exchanges give an account no name that all of
 * them show, but its balances are one: two assets or more that agree to the last digit, one of them of so many digits
 * that nobody chose them. Two accounts filled alike with round figures are two.
 */
import type { Balance } from "@/lib/engine/model";
import { isZero } from "@/lib/money";

const ASSETS_MIN = 2;
const DIGITS_MIN = 6;

export function isSameAccount(one: readonly Balance[], other: readonly Balance[]): boolean {
  const [left, right] = [totalsOf(one), totalsOf(other)];
  if (left.size < ASSETS_MIN || left.size !== right.size) return false;
  if (![...left].every(([code, total]) => right.get(code) === total)) return false;
  return [...left.values()].some((total) => digitsOf(total) >= DIGITS_MIN);
}

function totalsOf(balances: readonly Balance[]): ReadonlyMap<string, string> {
  const held = balances.filter(({ total }) => !isZero(total));
  return new Map(held.map(({ asset, venueCode, total }) => [venueCode ?? asset, total]));
}

/** "20000" has one significant digit, "0.12345678" eight. */
const digitsOf = (total: string) => total.replace(".", "").replace(/^-?0*/, "").replace(/0*$/, "").length;
