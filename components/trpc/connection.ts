"use client";
/**
 * Whether Evenkeel itself answers, for the whole page: what reads or changes something reports here how it went, and
 * what would otherwise go on looking well asks. One that has not answered is lost since its first silence; the first
 * answer ends it.
 */
import { useSyncExternalStore } from "react";

export interface Connection {
  /** Epoch ms of the first request that got no answer; null: it answers. */
  lostSince: number | null;
  /** It answers, and knows the session no more. */
  isSignedOut: boolean;
}

const WELL: Connection = { lostSince: null, isSignedOut: false };
let current = WELL;
const listeners = new Set<() => void>();

function change(next: Connection): void {
  if (next.lostSince === current.lostSince && next.isSignedOut === current.isSignedOut) return;
  current = next;
  for (const listener of listeners) listener();
}

export const reportAnswer = () => change({ ...current, lostSince: null });
export const reportSilence = (at = Date.now()) => change({ ...current, lostSince: current.lostSince ?? at });
const reportSignedOut = () => change({ lostSince: null, isSignedOut: true });

/** A fetch that reports how it went. A page where JSON should be came from something in between: that is no answer. */
export async function watchedFetch(input: RequestInfo | URL | string, init?: RequestInit): Promise<Response> {
  try {
    const response = await fetch(input, init);
    if (response.status === 401) reportSignedOut();
    else if (response.ok || response.headers.get("content-type")?.includes("json")) reportAnswer();
    else if (response.status >= 500) reportSilence();
    return response;
  } catch (error) {
    // Called off by ourselves, as on the way to another page: that says nothing of the server.
    if (!isCalledOff(error)) reportSilence();
    throw error;
  }
}

const isCalledOff = (error: unknown) => error instanceof DOMException && error.name === "AbortError";

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => WELL,
  );
}
