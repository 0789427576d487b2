"use client";
import { type Dispatch, useEffect, useRef } from "react";
import { readSavedDraft } from "@/components/policy/draft/saved-draft";
import type { LabEdit } from "./edit-spec";
import type { LabPortfolio } from "./types";

/** Opened for a portfolio whose policy is being edited in this tab: the unsaved draft stands beside the saved policy. */
export function useUnsavedDraft(portfolio: LabPortfolio | null, isFresh: boolean, edit: Dispatch<LabEdit>): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || !portfolio || !isFresh) return;
    isDone.current = true;
    const kept = readSavedDraft(portfolio.id);
    if (!kept || JSON.stringify(kept.policy) === JSON.stringify(portfolio.policy)) return;
    edit({ do: "rename", index: 0, name: "Saved" });
    edit({ do: "add", strategy: { name: "Your draft", policy: kept.policy } });
    edit({ do: "choose", index: 1 });
  }, [portfolio, isFresh, edit]);
}
