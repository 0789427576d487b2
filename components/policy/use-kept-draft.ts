"use client";
import { useEffect, useState } from "react";
import type { Policy } from "@/lib/engine/model";
import { forgetDraft, type KeptDraft, keepDraft, readKeptDraft } from "./kept-draft";

/** Keeps the draft while it differs from what is saved, and tells what was found when the page opened. */
export function useKeptDraft(portfolioId: string, policy: Policy, baseVersion: number, isDirty: boolean) {
  const [found, setFound] = useState<KeptDraft | null>(null);
  useEffect(() => setFound(readKeptDraft(portfolioId)), [portfolioId]);
  useEffect(() => {
    if (!isDirty) return;
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
