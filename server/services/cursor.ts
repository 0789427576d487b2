/** A place in a list that is ordered by instant and id, newest first, as the text a page hands to the next. */
export function writeCursor(at: Date, id: string): string {
  return `${at.getTime()}_${id}`;
}

/** undefined for none and for text that is no cursor: the list then begins at its start. */
export function readCursor(cursor: string | undefined): { at: Date; id: string } | undefined {
  const [ms, id] = cursor?.split("_") ?? [];
  return ms && id && /^\d+$/.test(ms) ? { at: new Date(Number(ms)), id } : undefined;
}
