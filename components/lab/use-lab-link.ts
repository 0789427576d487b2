"use client";
import { useCallback, useEffect } from "react";
import { encodeLabSpec, type LabSpec } from "@/lib/schemas/lab-spec";

const REST_MS = 300;

const hrefOf = (spec: LabSpec, portfolioId: string | null) => {
  const portfolio = portfolioId ? `portfolio=${encodeURIComponent(portfolioId)}&` : "";
  return `/lab?${portfolio}run=${encodeLabSpec(spec)}`;
};

/** Keeps the run in the address once the hand rests, and hands out the whole link for copying. */
export function useLabLink(spec: LabSpec, opened: LabSpec, portfolioId: string | null): () => string {
  useEffect(() => {
    if (spec === opened) return;
    const timer = setTimeout(() => window.history.replaceState(null, "", hrefOf(spec, portfolioId)), REST_MS);
    return () => clearTimeout(timer);
  }, [spec, opened, portfolioId]);
  return useCallback(() => `${window.location.origin}${hrefOf(spec, portfolioId)}`, [spec, portfolioId]);
}
