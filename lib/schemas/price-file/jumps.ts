/**
 * Prices that leap: a close of eight times the one before, or an eighth of it. A slipped decimal point is a factor of ten
 * (with the market's own move, eight to twelve), a thousands mark read as a decimal one a factor of a thousand. Coins do
 * crash so at times, so a leap is a question and no verdict: the owner keeps it, or leaves out rows that leap and return.
 */
import { type Block, pick } from "./block";
import type { PriceFileNote, PriceRepairs } from "./model";
import type { Problems } from "./problems";

/** Least factor between neighbours that has to be confirmed. */
export const JUMP_FACTOR_MIN = 8;
/** A leap that has not come back after so many rows has come to stay. */
const SPIKE_ROWS_MAX = 5;

/** Reads the first `names.length` columns, holes already settled. */
export function settleJumps(
  block: Block,
  names: readonly string[],
  repairs: PriceRepairs,
  problems: Problems,
  notes: PriceFileNote[],
): Block {
  if (repairs.jumps === "keep") return block;
  const dropped = new Set<number>();
  for (const [index, name] of names.entries()) {
    const column = block.columns[index]!;
    for (let at = 1; at < column.length; at += 1) {
      if (!isJump(column[at - 1]!, column[at]!)) continue;
      const until = returnsAt(column, at);
      if (repairs.jumps === "drop-row" && until !== null) {
        for (let each = at; each < until; each += 1) dropped.add(each);
      } else {
        const kind = until === null ? "jump-stays" : "jump";
        problems.add(block.rows[at]!, name, kind, describe(block, column, name, at, until !== null), "jumps");
      }
      // The way back is the same leap, not another one.
      at = until ?? at;
    }
  }
  if (dropped.size === 0) return block;
  notes.push({ count: dropped.size, message: "Rows with a price that leapt and came back were left out." });
  return pick(
    block,
    block.times.map((_, at) => at).filter((at) => !dropped.has(at)),
  );
}

const isJump = (before: number, after: number) =>
  after >= before * JUMP_FACTOR_MIN || after * JUMP_FACTOR_MIN <= before;

/** The first row after a leap at `at` that is near the price before it again; null: none is. */
function returnsAt(column: readonly number[], at: number): number | null {
  const end = Math.min(column.length - 1, at + SPIKE_ROWS_MAX);
  for (let each = at + 1; each <= end; each += 1) if (!isJump(column[at - 1]!, column[each]!)) return each;
  return null;
}

function describe(block: Block, column: readonly number[], name: string, at: number, comesBack: boolean): string {
  const [before, after] = [column[at - 1]!, column[at]!];
  const factor = after > before ? after / before : before / after;
  const shown = factor >= 10 ? Math.round(factor) : factor.toFixed(1);
  const how = `${after > before ? "more" : "less"} than the ${before} of line ${block.rows[at - 1]} by a factor of ${shown}`;
  const end = comesBack ? "and goes back" : "and stays there";
  return `${name} is ${after}, ${how}, ${end}. Is a decimal point misplaced?`;
}
