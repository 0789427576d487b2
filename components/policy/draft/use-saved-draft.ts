"use client";
import { useEffect, useRef, useState } from "react";
import type { Policy } from "@/lib/engine/model";
import { forgetDraft, readSavedDraft, type SavedDraft, saveDraft } from "./saved-draft";

/** Stores the draft while it differs from what is saved, and returns what was found when the page opened. */
export function useSavedDraft(portfolioId: string, policy: Policy, baseVersion: number, isDirty: boolean) {
  const [found, setFound] = useState<SavedDraft | null>(null);
  useEffect(() => setFound(readSavedDraft(portfolioId)), [portfolioId]);
  const wasDirty = useRef(false);
  useEffect(() => {
    if (!isDirty) {
      // Undone by hand, saved or discarded: what was stored is no draft any more.
      if (wasDirty.current) forgetDraft(portfolioId);
      wasDirty.current = false;
      return;
    }
    wasDirty.current = true;
    saveDraft(portfolioId, { policy, baseVersion, at: Date.now() });
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
