"use client";
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from "react";

interface ClockValue {
  timeZone: string;
  /** When the server rendered: server and browser draw the same first frame. */
  renderedAt: number;
}
const ClockContext = createContext<ClockValue>({ timeZone: "UTC", renderedAt: 0 });

export function ClockProvider({ timeZone, renderedAt, children }: ClockValue & { children: ReactNode }) {
  const [value] = useState({ timeZone, renderedAt });
  return <ClockContext value={value.timeZone === timeZone ? value : { timeZone, renderedAt }}>{children}</ClockContext>;
}

export const useTimeZone = () => use(ClockContext).timeZone;

// One timer a page, however many ages tick on it.
let secondNow = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  secondNow ||= Date.now();
  timer ??= setInterval(() => {
    secondNow = Date.now();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
      secondNow = 0;
    }
  };
}
const idle = () => () => {};

/** The present to the second. Before hydration it is the instant the server rendered. */
export function useNow(isTicking = true): number {
  const { renderedAt } = use(ClockContext);
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const now = useSyncExternalStore(
    isTicking ? subscribe : idle,
    () => secondNow,
    () => 0,
  );
  return isReady && isTicking && now ? now : renderedAt || now || Date.now();
}
