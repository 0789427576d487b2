"use client";
import { useEffect, useRef, useState } from "react";
import type { Policy } from "@/lib/engine/model";
import { forgetDraft, type KeptDraft, keepDraft, readKeptDraft } from "./kept-draft";

/** Keeps the draft while it differs from what is saved, and tells what was found when the page opened. */
export function useKeptDraft(portfolioId: string, policy: Policy, baseVersion: number, isDirty: boolean) {
  const [found, setFound] = useState<KeptDraft | null>(null);
  useEffect(() => setFound(readKeptDraft(portfolioId)), [portfolioId]);
  const wasDirty = useRef(false);
  useEffect(() => {
    if (!isDirty) {
      // Undone by hand, saved or discarded: what was kept is no draft any more.
      if (wasDirty.current) forgetDraft(portfolioId);
      wasDirty.current = false;
      return;
    }
    wasDirty.current = true;
    keepDraft(portfolioId, { policy, baseVersion, at: Date.now() });
    setFound(null);
  }, [portfolioId, policy, baseVersion, isDirty]);
  return {
    found,
    forget: () => {
      forgetDraft(portfolioId);
      setFound(null);
    },
  };
}
