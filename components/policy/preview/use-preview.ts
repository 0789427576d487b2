"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import type { Policy } from "@/lib/engine/model";
import type { PreviewView } from "../types";
import { useDebounced } from "./use-debounced";

/** Whose holdings the policy is tried on. */
export type PreviewScope = { portfolioId: string } | { venueIds: readonly string[] };

export interface PolicyPreview {
  view: PreviewView | null;
  state: "current" | "loading" | "invalid" | "broken";
  problem: string | null;
  /** The server's error where there is one, for the field it names. */
  error: unknown;
}

/** Queries what a policy would do, once typing rests. Meanwhile, and while the draft is invalid, the old answer stays. */
export function usePreview(scope: PreviewScope, policy: Policy, isValid: boolean): PolicyPreview {
  const trpc = useTRPC();
  const settled = useDebounced(
    useMemo(() => JSON.stringify(policy), [policy]),
    350,
  );
  const input = useMemo(
    () => ({
      ...("portfolioId" in scope ? { portfolioId: scope.portfolioId } : { venueIds: [...scope.venueIds] }),
      policy: JSON.parse(settled),
    }),
    [scope, settled],
  );
  const isSettled = settled === JSON.stringify(policy);
  const hasScope = "portfolioId" in scope || scope.venueIds.length > 0;
  const query = useQuery(
    trpc.policies.preview.queryOptions(input, {
      enabled: isValid && isSettled && hasScope,
      placeholderData: keepPreviousData,
      retry: false,
      staleTime: 20_000,
    }),
  );
  const view = query.data ?? null;
  if (!hasScope)
    return {
      view: null,
      state: "invalid",
      problem: "Choose a venue, then this shows what would be traded.",
      error: null,
    };
  if (!isValid)
    return {
      view,
      state: "invalid",
      problem: view ? null : "Fix what is marked; then this shows what would be traded.",
      error: null,
    };
  if (query.error) return { view, state: "broken", problem: messageOf(query.error), error: query.error };
  const isCurrent = isSettled && !query.isFetching && !query.isPlaceholderData && view !== null;
  return { view, state: isCurrent ? "current" : "loading", problem: null, error: null };
}
