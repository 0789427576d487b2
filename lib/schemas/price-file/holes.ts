/** Cells without a price: refused by name, filled from the row before, or dropped with their row. */
import { type Block, pick } from "./block";
import type { PriceFileNote, PriceRepairs } from "./model";
import type { Problems } from "./problems";

/** Reads the first `names.length` columns; what stands after them may be missing. */
export function settleHoles(
  block: Block,
  names: readonly string[],
  repairs: PriceRepairs,
  problems: Problems,
  notes: PriceFileNote[],
  isRagged = false,
): Block {
  const touched = new Set<number>();
  let deferred = 0;
  for (const [index, name] of names.entries()) {
    const column = block.columns[index]!;
    const { from, to } = isRagged ? ownSpan(column) : { from: 0, to: column.length };
    for (let at = from; at < to; at += 1) {
      if (!Number.isNaN(column[at]!)) continue;
      const before = at > 0 ? column[at - 1]! : Number.NaN;
      if (repairs.holes === "drop-row") touched.add(at);
      else if (repairs.holes === "refuse") {
        problems.add(block.rows[at]!, name, "hole", `There is no price of ${name} here.`, "holes");
      } else if (Number.isNaN(before)) {
        problems.add(
          block.rows[at]!,
          name,
          "hole-first",
          `${name} has no earlier price to carry forward. Drop such rows.`,
          "holes",
        );
      } else {
        column[at] = before;
        deferred += 1;
      }
    }
  }
  if (deferred > 0) notes.push({ count: deferred, message: "Holes were filled with the price before them." });
  if (touched.size === 0) return block;
  notes.push({ count: touched.size, message: "Rows with a hole were left out." });
  return pick(
    block,
    block.times.map((_, at) => at).filter((at) => !touched.has(at)),
  );
}

/** From its first price to its last. */
function ownSpan(column: readonly number[]): { from: number; to: number } {
  const from = column.findIndex((price) => !Number.isNaN(price));
  return {
    from: Math.max(from, 0),
    to: from < 0 ? column.length : column.findLastIndex((price) => !Number.isNaN(price)) + 1,
  };
}
