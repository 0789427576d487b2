"use client";
import { useEffect, useState } from "react";
import type { Policy } from "@/lib/engine/model";

interface Kept {
  policy: Policy;
  baseVersion: number;
  at: number;
}

/** Unsaved changes survive in the tab's own storage, so that a wrong click loses nothing. */
export function useKeptDraft(key: string, policy: Policy, baseVersion: number, isDirty: boolean) {
  const storageKey = `evenkeel-policy-${key}`;
  const [found, setFound] = useState<Kept | null>(null);
  useEffect(() => setFound(read(storageKey)), [storageKey]);
  useEffect(() => {
    if (!isDirty) return;
    const kept: Kept = { policy, baseVersion, at: Date.now() };
    write(storageKey, JSON.stringify(kept));
    setFound(null);
  }, [storageKey, policy, baseVersion, isDirty]);
  return {
    found,
    forget: () => {
      write(storageKey, null);
      setFound(null);
    },
  };
}

function read(key: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    const isKept = kept && typeof kept === "object" && "policy" in kept && "baseVersion" in kept && "at" in kept;
    return isKept ? (kept as Kept) : null;
  } catch {
    return null;
  }
}

/** Storage may be full or switched off; then nothing is kept, and nothing else breaks. */
function write(key: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {}
}
