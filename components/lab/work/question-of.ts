/**
 * A request as text, so that two requests that ask the same thing are told apart from two that do not, whoever made
 * the objects anew. Typed arrays (capitalisations by day) are told apart by identity: they are too long to be read.
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

interface Asked {
  options: BacktestOptions;
}

export function questionOf<T extends Asked>(request: T): string {
  const { capitalisations, ...plain } = request.options;
  return JSON.stringify({
    ...request,
    options: { ...plain, capitalisations: capitalisations && numberOf(capitalisations) },
  });
}
