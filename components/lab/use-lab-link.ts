"use client";
import { LRUCache } from "lru-cache";
import { useCallback, useEffect } from "react";
import { encodeLabSpec, type LabSpec } from "@/lib/schemas/lab-spec";

const REST_MS = 300;
const RECENT_MAX = 20;

/** Runs of this tab by their link, so that going back to the lab finds the run its address names. */
const recent = new LRUCache<string, LabSpec>({ max: RECENT_MAX });

/** The run the address names, when this tab made it; null on a fresh page, where the server reads the link. */
export function recallSpec(): LabSpec | null {
  if (typeof window === "undefined") return null;
  return recent.get(new URLSearchParams(window.location.search).get("run") ?? "") ?? null;
}

const hrefOf = (run: string, portfolioId: string | null) =>
  `/lab?${portfolioId ? `portfolio=${encodeURIComponent(portfolioId)}&` : ""}run=${run}`;

/**
 * Writes the run into the address once the hand rests, and hands out the whole link for copying. The address is written past
 * the router: a router that learns of a new address while it refreshes the page loads the page anew. After a refresh it
 * has put its own address back, so `page`, which is new after each, writes ours again.
 */
export function useLabLink(
  spec: LabSpec,
  opened: LabSpec,
  portfolioId: string | null,
  page: object,
): (of?: LabSpec) => string {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refreshed page writes the address again
  useEffect(() => {
    if (spec === opened) return;
    const timer = setTimeout(() => {
      const run = encodeLabSpec(spec);
      recent.set(run, spec);
      History.prototype.replaceState.call(window.history, window.history.state, "", hrefOf(run, portfolioId));
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [spec, opened, portfolioId, page]);
  return useCallback(
    (of: LabSpec = spec) => `${window.location.origin}${hrefOf(encodeLabSpec(of), portfolioId)}`,
    [spec, portfolioId],
  );
}
