/**
 * Keeps what was made from unchanging rows, until the stamp that names those rows changes. The stamp comes from the
 * database on every request, so that several processes never show each other's past. Least recently used go first.
 */
import { LRUCache } from "lru-cache";
import type { Database } from "@/server/db/client";

export interface Cache<T> {
  get(db: Database, id: string, stamp: string, make: () => Promise<T>): Promise<T>;
}

export function createCache<T>(countMax: number): Cache<T> {
  const byDatabase = new WeakMap<Database, LRUCache<string, { stamp: string; value: Promise<T> }>>();
  return {
    get(db, id, stamp, make) {
      const kept = byDatabase.get(db) ?? new LRUCache({ max: countMax });
      byDatabase.set(db, kept);
      const known = kept.get(id);
      const entry = known?.stamp === stamp ? known : { stamp, value: make() };
      kept.set(id, entry);
      // What failed is not kept: the next request tries again.
      entry.value.catch(() => kept.peek(id) === entry && kept.delete(id));
      return entry.value;
    },
  };
}
