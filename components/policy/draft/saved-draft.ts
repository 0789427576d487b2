/**
 * Unsaved drafts live in the browser tab's own storage, one a portfolio: a wrong click loses nothing, and the lab and the
 * editor hand a draft to each other through it. The lab reads what is stored when it opens for a portfolio; "Use this
 * policy" stores one with `from: "lab"` and goes to `policyEditorHref`, where the editor takes it up at once.
 */
import type { Policy } from "@/lib/engine/model";

export interface SavedDraft {
  policy: Policy;
  /** Version it was edited from; null: whichever is in force. */
  baseVersion: number | null;
  /** Epoch ms. */
  at: number;
  from?: "lab";
}

/** Stands for a portfolio that does not exist yet. */
export const NEW_PORTFOLIO = "new";

const keyOf = (portfolioId: string) => `evenkeel-policy-${portfolioId}`;

export const policyEditorHref = (portfolioId: string) => `/portfolios/${portfolioId}/policy`;
export const policyLabHref = (portfolioId: string) => `/lab?portfolio=${portfolioId}`;

export function readSavedDraft(portfolioId: string): SavedDraft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(portfolioId)) ?? "null");
    const isKept = kept && typeof kept === "object" && "policy" in kept && "baseVersion" in kept && "at" in kept;
    return isKept ? (kept as SavedDraft) : null;
  } catch {
    return null;
  }
}

/** Storage may be full or switched off; then nothing is stored, and nothing else breaks. */
export function saveDraft(portfolioId: string, kept: SavedDraft): void {
  try {
    sessionStorage.setItem(keyOf(portfolioId), JSON.stringify(kept));
  } catch {}
}

export function forgetDraft(portfolioId: string): void {
  try {
    sessionStorage.removeItem(keyOf(portfolioId));
  } catch {}
}
