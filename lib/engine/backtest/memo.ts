/**
 * What several runs on the same prices share: the due bars of a schedule. A table does not change, so they are kept with
 * the array they were made from, and go when that goes. Nothing here can change a result.
 */
const memories = new WeakMap<object, Map<string, unknown>>();
/** Entries kept per array: enough for every interval of a sweep and every policy of a comparison. */
const ENTRIES_MAX = 128;

/** `make` is called once per key and array, and again when long forgotten; nobody may write to what it gives. */
export function remember<T>(source: Float64Array, key: string, make: () => T): T {
  const memory = memories.get(source) ?? new Map<string, unknown>();
  memories.set(source, memory);
  const known = memory.get(key);
  // One key is asked for with one type only: it names what is made.
  const value = known === undefined ? make() : (known as T);
  // Put last: a map forgets from its front.
  memory.delete(key);
  memory.set(key, value);
  const [oldest] = memory.keys();
  if (memory.size > ENTRIES_MAX && oldest !== undefined) memory.delete(oldest);
  return value;
}
