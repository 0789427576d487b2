/** Rows a query names at once: PostgreSQL takes 65,535 parameters, and a plan for fewer is made sooner. */
const CHUNK_SIZE = 1_000;

export function* chunksOf<T>(rows: readonly T[], size = CHUNK_SIZE): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
