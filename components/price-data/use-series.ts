"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { query } from "@/components/trpc/call";
import { messageOf } from "@/components/trpc/error";
import type { SeriesList } from "./types";

export type StoredSeries =
  | { state: "loading" }
  | { state: "failed"; message: string; reload: () => void }
  | { state: "ready"; list: SeriesList; reload: () => void };

const POLL_MS = 1_000;

/** What is stored; read again each second while anything is being fetched, and on demand. */
export function useSeries(): StoredSeries {
  const [held, setHeld] = useState<{ list: SeriesList | null; problem: string | null }>({ list: null, problem: null });
  const isGone = useRef(false);
  const reload = useCallback(() => {
    query("history.series", undefined).then(
      (list) => isGone.current || setHeld({ list, problem: null }),
      (error: unknown) => isGone.current || setHeld((before) => ({ ...before, problem: messageOf(error) })),
    );
  }, []);
  useEffect(() => {
    isGone.current = false;
    reload();
    return () => {
      isGone.current = true;
    };
  }, [reload]);
  const isMoving = held.list?.series.some(({ state }) => state === "waiting" || state === "filling") ?? false;
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(reload, POLL_MS);
    return () => clearInterval(timer);
  }, [isMoving, reload]);
  if (held.list) return { state: "ready", list: held.list, reload };
  return held.problem === null ? { state: "loading" } : { state: "failed", message: held.problem, reload };
}
