/**
 * Rows as columns while a file is being read: the time, the line it came from, and one array a figure (NaN is a hole).
 * `settleRows` brings them into strictly ascending order, or says which row breaks it.
 */
import type { PriceFileNote, PriceRepairs } from "./model";
import type { Problems } from "./problems";

export interface Block {
  rows: number[];
  times: number[];
  /** Figures by column; wide: one an asset; long: close, open, high, low, volume. */
  columns: number[][];
}

export const emptyBlock = (columns: number): Block => ({
  rows: [],
  times: [],
  columns: Array.from({ length: columns }, () => []),
});

export function settleRows(
  block: Block,
  timeName: string,
  repairs: PriceRepairs,
  problems: Problems,
  notes: PriceFileNote[],
): Block {
  return withoutDuplicates(inOrder(block, timeName, repairs, problems, notes), timeName, repairs, problems, notes);
}

function inOrder(
  block: Block,
  timeName: string,
  repairs: PriceRepairs,
  problems: Problems,
  notes: PriceFileNote[],
): Block {
  const { times, rows } = block;
  const wrong: number[] = [];
  let isFalling = times.length > 2;
  for (let at = 1; at < times.length; at += 1) {
    if (times[at]! < times[at - 1]!) wrong.push(at);
    else isFalling = false;
  }
  if (wrong.length === 0) return block;
  if (repairs.order === "sort") {
    const order = times.map((_, at) => at).sort((a, b) => times[a]! - times[b]! || a - b);
    notes.push({ count: times.length, message: "Rows were put in order of time." });
    return pick(block, order);
  }
  if (isFalling) {
    problems.add(
      rows[1]!,
      timeName,
      "falling",
      "Rows run from the newest to the oldest. They must run the other way.",
      "order",
    );
  } else {
    for (const at of wrong) {
      problems.add(rows[at]!, timeName, "older", `This row is older than line ${rows[at - 1]} above it.`, "order");
    }
  }
  // Duplicates are sought in time order, so that one fault is not reported as two.
  return pick(
    block,
    times.map((_, at) => at).sort((a, b) => times[a]! - times[b]! || a - b),
  );
}

function withoutDuplicates(
  block: Block,
  timeName: string,
  repairs: PriceRepairs,
  problems: Problems,
  notes: PriceFileNote[],
): Block {
  const { times, rows } = block;
  const kept: number[] = [];
  let dropped = 0;
  for (let at = 0; at < times.length; at += 1) {
    const isAgain = kept.length > 0 && times[kept.at(-1)!] === times[at];
    if (!isAgain) kept.push(at);
    else if (repairs.duplicates === "keep-last") {
      kept[kept.length - 1] = at;
      dropped += 1;
    } else problems.add(rows[at]!, timeName, "same", `The same time as line ${rows[kept.at(-1)!]}.`, "duplicates");
  }
  if (dropped > 0) notes.push({ count: dropped, message: "Of rows with the same time, the last one counts." });
  return kept.length === times.length ? block : pick(block, kept);
}

/** The rows at these places, in this order. */
export function pick(block: Block, places: readonly number[]): Block {
  return {
    rows: places.map((at) => block.rows[at]!),
    times: places.map((at) => block.times[at]!),
    columns: block.columns.map((column) => places.map((at) => column[at]!)),
  };
}
