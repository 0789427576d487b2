/**
 * Gathers what is wrong, in the order of the file. A fault that many rows of a column share is one problem that says how
 * many and where it begins; a few stand each for itself. The first problems are kept, all are counted.
 */
import { inDigits, nameOf } from "./labels";
import type { PriceFileProblem, PriceRepairs } from "./model";

const LISTED_MAX = 200;
/** More rows than this with the same fault are told as one. */
const APART_MAX = 4;

export interface Problems {
  /** `kind` tells faults of one column apart; problems of the same kind and column are told as one when they are many. */
  add(row: number, column: string | null, kind: string, message: string, repair?: keyof PriceRepairs | null): void;
  list(): readonly PriceFileProblem[];
  count(): number;
}

export function gatherProblems(): Problems {
  const groups = new Map<string, { first: PriceFileProblem[]; rows: number }>();
  let count = 0;
  return {
    add(row, column, kind, message, repair = null) {
      count += 1;
      const key = `${kind} ${column}`;
      let group = groups.get(key);
      if (group === undefined) {
        group = { first: [], rows: 0 };
        groups.set(key, group);
      }
      group.rows += 1;
      if (group.first.length < APART_MAX) group.first.push({ row, column: nameOf(column), message, repair, rows: 1 });
    },
    list: () =>
      [...groups.values()]
        .flatMap(({ first, rows }) => (rows > APART_MAX ? [many(first[0]!, rows)] : first))
        .toSorted((a, b) => a.row - b.row)
        .slice(0, LISTED_MAX),
    count: () => count,
  };
}

const many = (first: PriceFileProblem, rows: number): PriceFileProblem => ({
  ...first,
  rows,
  message: `${inDigits(rows)} rows like this one: ${first.message}`,
});
