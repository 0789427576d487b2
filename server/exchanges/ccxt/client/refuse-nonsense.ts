/**
 * ccxt hands on what it could not parse as text, and reads missing fields out of it: a page of HTML with status 200 is
 * then an account without balances. An answer that is a page, or JSON that was cut, is none.
 */
import type { Exchange } from "ccxt";

const isNonsense = (answer: unknown) => typeof answer === "string" && /^\s*([<{[]|$)/.test(answer);

export function refuseNonsense(exchange: Exchange): void {
  const send = exchange.fetch.bind(exchange);
  exchange.fetch = async (...request: Parameters<typeof send>) => {
    const answer = await send(...request);
    if (isNonsense(answer)) throw new Error("The answer cannot be read.");
    return answer;
  };
}
