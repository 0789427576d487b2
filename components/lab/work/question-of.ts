/**
 * A request as text, so that two requests for the same thing are equal, whoever made the objects anew. Typed arrays
 * (capitalisations by day) are compared by identity: they are too long to be read.
 */
import type { BacktestOptions } from "@/lib/engine/backtest/model";

const numbers = new WeakMap<object, number>();
let last = 0;

function numberOf(thing: object): number {
  const known = numbers.get(thing);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(thing, last);
  return last;
}

interface WithOptions {
  options: BacktestOptions;
}

export function questionOf<T extends WithOptions>(request: T): string {
  const { capitalisations, ...plain } = request.options;
  return JSON.stringify({
    ...request,
    options: { ...plain, capitalisations: capitalisations && numberOf(capitalisations) },
  });
}
