/** A place in a list that is ordered by instant and id, newest first, as the text a page hands to the next. */
import { and, eq, lt, or, type SQL } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

export function writeCursor(at: Date, id: string): string {
  return `${at.getTime()}_${id}`;
}

/** What comes after it; undefined for none and for text that is no cursor: the list then begins at its start. */
export function isAfterCursor(columns: { at: PgColumn; id: PgColumn }, cursor: string | undefined): SQL | undefined {
  const [ms, id] = cursor?.split("_") ?? [];
  if (!ms || !id || !/^\d+$/.test(ms)) return undefined;
  const at = new Date(Number(ms));
  return or(lt(columns.at, at), and(eq(columns.at, at), lt(columns.id, id)));
}
