/**
 * Keeps what was made from unchanging rows, until the stamp that names those rows changes. The stamp comes from the
 * database on every request, so that several processes never show each other's past. Least recently used go first.
 */
import type { Database } from "@/server/db/client";

export interface Keeper<T> {
  get(db: Database, id: string, stamp: string, make: () => Promise<T>): Promise<T>;
}

export function createKeeper<T>(countMax: number): Keeper<T> {
  const byDatabase = new WeakMap<Database, Map<string, { stamp: string; value: Promise<T> }>>();
  return {
    get(db, id, stamp, make) {
      const kept = byDatabase.get(db) ?? new Map<string, { stamp: string; value: Promise<T> }>();
      byDatabase.set(db, kept);
      const known = kept.get(id);
      kept.delete(id);
      const entry = known?.stamp === stamp ? known : { stamp, value: make() };
      kept.set(id, entry);
      if (kept.size > countMax) kept.delete(kept.keys().next().value!);
      // What failed is not kept: the next request tries again.
      entry.value.catch(() => kept.get(id) === entry && kept.delete(id));
      return entry.value;
    },
  };
}
