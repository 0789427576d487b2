/** Ids that sort by the instant they were made (UUID v7): a timeline read `order by at, id` is in the order it happened. */
import { v7 } from "uuid";

let count = 0;

/**
 * The sequence of UUID v7 counts all ids of this process, so that those for one instant keep their order, also when they
 * are made between ids for others: the library's own begins anew with every instant.
 */
export function newId(now: number = Date.now()): string {
  count = (count + 1) >>> 0;
  return v7({ msecs: Math.max(Math.floor(now), 0), seq: count });
}

/** Every id made before `at` sorts before this, every other one after it. */
export function idsBefore(at: number): string {
  const hex = Math.max(Math.floor(at), 0).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
