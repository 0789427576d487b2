/**
 * What several runs on the same prices share: the due bars of a schedule. A table does not change, so they are cached
 * with the array they were made from, and go when that goes. Nothing here can change a result.
 */
import { LRUCache } from "lru-cache";

const memories = new WeakMap<object, LRUCache<string, object>>();
/** Entries cached per array: enough for every interval of a sweep and every policy of a comparison. */
const ENTRIES_MAX = 128;

/** `make` is called once per key and array, and again when long forgotten; nobody may write to what it gives. */
export function remember<T extends object>(source: Float64Array, key: string, make: () => T): T {
  const memory = memories.get(source) ?? new LRUCache({ max: ENTRIES_MAX });
  memories.set(source, memory);
  // One key is used with one type only: it names what is made.
  const known = memory.get(key) as T | undefined;
  if (known !== undefined) return known;
  const value = make();
  memory.set(key, value);
  return value;
}
