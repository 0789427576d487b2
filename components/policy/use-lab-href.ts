"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/components/trpc/client";
import type { Policy } from "@/lib/engine/model";
import { encodeLabSpec, type LabSpec } from "@/lib/schemas/lab-spec";
import { policyLabHref } from "./kept-draft";

/** What the lab would open this portfolio with: asked once, when `isWanted`. */
export function useLabSetUp(portfolioId: string, isWanted: boolean) {
  const input = { portfolioId };
  const options = { enabled: isWanted, staleTime: Number.POSITIVE_INFINITY, retry: false };
  return useQuery(useTRPC().lab.setUp.queryOptions(input, options));
}

/** The lab with the draft in it and the policy in force beside it; with nothing unsaved the lab's own start. */
export function useLabHref(portfolioId: string, draft: Policy, saved: Policy | null): string {
  const { data } = useLabSetUp(portfolioId, saved !== null);
  return useMemo(() => {
    const plain = policyLabHref(portfolioId);
    if (!data || !saved) return plain;
    const contenders = [
      { name: "Yours", policy: draft },
      { name: "In force", policy: saved },
    ];
    const spec: LabSpec = { ...data.spec, contenders, chosen: 0 };
    return `${plain}&run=${encodeLabSpec(spec)}`;
  }, [portfolioId, draft, saved, data]);
}
