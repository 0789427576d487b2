/** Gathers what is wrong, in the order of the file; keeps the first of it and counts the rest. */

import { nameOf } from "./labels";
import type { PriceFileProblem, PriceRepairs } from "./model";

const CACHE_SIZE_MAX = 200;

export interface Problems {
  add(row: number, column: string | null, message: string, repair?: keyof PriceRepairs | null): void;
  list(): readonly PriceFileProblem[];
  count(): number;
}

export function gatherProblems(): Problems {
  const kept: PriceFileProblem[] = [];
  let count = 0;
  return {
    add(row, column, message, repair = null) {
      count += 1;
      if (kept.length < CACHE_SIZE_MAX) kept.push({ row, column: nameOf(column), message, repair });
    },
    list: () => kept.toSorted((a, b) => a.row - b.row),
    count: () => count,
  };
}
