"use client";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";

export interface Page<T> {
  rows: readonly T[];
  nextCursor: string | null;
}
interface Older<T> {
  rows: readonly T[];
  nextCursor: string | null;
}

/**
 * A long list of which the server renders the newest page, and this loads the older ones. The server's page is
 * refreshed from time to time and its end moves; rows seen since then are kept, so the list never gets a hole.
 */
export function useOlder<T extends { id: string }>(first: Page<T>, load: (cursor: string) => Promise<Page<T>>) {
  const [older, setOlder] = useState<Older<T> | null>(null);
  const more = useMutation({
    mutationFn: load,
    onSuccess: (page) =>
      setOlder((before) => ({ rows: mergeRows(before?.rows ?? first.rows, page.rows), nextCursor: page.nextCursor })),
  });
  useEffect(() => {
    setOlder((before) => before && { ...before, rows: mergeRows(first.rows, before.rows) });
  }, [first.rows]);
  const nextCursor = older ? older.nextCursor : first.nextCursor;
  return {
    rows: older ? mergeRows(first.rows, older.rows) : first.rows,
    hasMore: nextCursor !== null,
    loadMore: () => {
      if (nextCursor !== null && !more.isPending) more.mutate(nextCursor);
    },
    isLoading: more.isPending,
    error: more.error,
  };
}

/** Newer rows first, each once, as the newer one has it. */
export function mergeRows<T extends { id: string }>(newer: readonly T[], older: readonly T[]): readonly T[] {
  const ids = new Set(newer.map((row) => row.id));
  return [...newer, ...older.filter((row) => !ids.has(row.id))];
}
