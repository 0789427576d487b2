/**
 * Which of "03/04/2024" is the day: decided by any row that settles it (no month is the 13th), else a question. Days with
 * points are written day first wherever they are written; that is taken unless a row contradicts.
 */
import type { DateOrder } from "./model";
import { isDotted, ordersOf } from "./time-written";

/** null: the column has no such days, or mixes them beyond one order; a list: the file leaves them open. */
export function findDateOrder(cells: Iterable<string>): DateOrder | null | readonly DateOrder[] {
  let left: readonly DateOrder[] | null = null;
  let areDotted = true;
  for (const cell of cells) {
    const orders = ordersOf(cell);
    // Neither a row of another kind nor one that is no day in any order says anything.
    if (orders === null || orders.length === 0) continue;
    areDotted &&= isDotted(cell);
    const still: readonly DateOrder[] = left === null ? orders : left.filter((order) => orders.includes(order));
    if (still.length === 1) return still[0]!;
    // A row that contradicts all others is named when it is read.
    if (still.length > 0) left = still;
  }
  if (left === null) return null;
  return areDotted && left.includes("dmy") && !left.includes("ymd") ? "dmy" : left;
}
