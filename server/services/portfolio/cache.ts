/**
 * Caches what was made from unchanging rows, until the cache key that names those rows changes. The key comes from the
 * database on every request, so that several processes never show each other's past. Least recently used go first.
 */
import { LRUCache } from "lru-cache";
import type { Database } from "@/server/db/client";

export interface Cache<T> {
  get(db: Database, id: string, cacheKey: string, make: () => Promise<T>): Promise<T>;
}

export function createCache<T>(countMax: number): Cache<T> {
  const byDatabase = new WeakMap<Database, LRUCache<string, { cacheKey: string; value: Promise<T> }>>();
  return {
    get(db, id, cacheKey, make) {
      const kept = byDatabase.get(db) ?? new LRUCache({ max: countMax });
      byDatabase.set(db, kept);
      const known = kept.get(id);
      const entry = known?.cacheKey === cacheKey ? known : { cacheKey, value: make() };
      kept.set(id, entry);
      // What failed is not kept: the next request tries again.
      entry.value.catch(() => kept.peek(id) === entry && kept.delete(id));
      return entry.value;
    },
  };
}
