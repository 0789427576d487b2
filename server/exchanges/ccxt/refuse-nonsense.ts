/**
 * ccxt hands on what it could not parse as text, and reads missing fields out of it: a page of HTML with status 200 is
 * then an account without balances. An answer that is a page, or JSON that was cut, is none.
 */
export function refuseNonsense<T>(answer: T): T {
  if (typeof answer === "string" && /^\s*([<{[]|$)/.test(answer)) throw new Error("The answer cannot be read.");
  return answer;
}
