/**
 * What several runs on the same prices share: due bars of a schedule, weights a rule set, volatility by bar. A table does
 * not change, so it is kept with the array it was made from, and goes when that goes. Nothing here can change a result.
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
