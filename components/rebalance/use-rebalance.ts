"use client";
/**
 * The live state of one rebalance: the server's first snapshot, then every change over server-sent events, and a
 * query every few seconds while that stream is away. All actions of the page go through here.
 */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc/client";
import { apiErrorOf, textAt } from "@/components/trpc/error";
import type { LegRef } from "./leg-row";
import { hasEnded } from "./rebalance-state";
import type { RebalanceView } from "./types";

export interface Refusal {
  message: string;
  /** "prices-moved", "expired", …; null for errors that name none. */
  reason: string | null;
  freshRebalanceId: string | null;
}

export function useRebalance(initial: RebalanceView) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const ref = { rebalanceId: initial.id };
  const query = trpc.rebalances.get.queryOptions(ref);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isStreaming, setStreaming] = useState(true);

  const { data: view = initial } = useQuery({
    ...query,
    initialData: initial,
    refetchInterval: (current) => pollEvery(current.state.data?.state ?? initial.state, isStreaming),
  });
  const show = (next: RebalanceView) => queries.setQueryData(query.queryKey, next);

  const stream = useSubscription(
    trpc.rebalances.progress.subscriptionOptions(ref, {
      enabled: !hasEnded(view.state) && view.state !== "blocked",
      onData: show,
    }),
  );
  const isCut = stream.status === "error" || (stream.status === "connecting" && stream.error !== null);
  useEffect(() => setStreaming(!isCut), [isCut]);

  // What waits and what runs also stands in the shell, which the server draws.
  const shownState = useRef(initial.state);
  useEffect(() => {
    if (shownState.current === view.state) return;
    shownState.current = view.state;
    router.refresh();
  }, [view.state, router]);

  const refresh = () => queries.invalidateQueries({ queryKey: query.queryKey });
  const afterwards = {
    onMutate: () => setRefusal(null),
    onError: (error: unknown) => {
      setRefusal(refusalOf(error));
      refresh();
    },
    onSuccess: () => {
      refresh();
    },
  };
  const approve = useMutation(trpc.rebalances.approve.mutationOptions(afterwards));
  const decline = useMutation(trpc.rebalances.decline.mutationOptions(afterwards));
  const stop = useMutation(trpc.rebalances.stop.mutationOptions(afterwards));
  const leaveOut = useMutation(
    trpc.rebalances.leaveOut.mutationOptions({ ...afterwards, onSuccess: (next) => show(next) }),
  );
  const replan = useMutation(
    trpc.rebalances.replan.mutationOptions({
      ...afterwards,
      onSuccess: ({ rebalanceId }) => router.push(`/rebalances/${rebalanceId}`),
    }),
  );

  const acceptDifferences = useMutation(trpc.rebalances.acceptDifferences.mutationOptions(afterwards));

  const planRef = { ...ref, planHash: view.plan.planHash };
  return {
    view,
    refusal,
    isStreaming,
    isPlanning: leaveOut.isPending,
    isApproving: approve.isPending,
    isDeclining: decline.isPending,
    isStopping: stop.isPending,
    isReplanning: replan.isPending,
    isAccepting: acceptDifferences.isPending,
    approve: () => approve.mutate(planRef),
    /** It rests until drift has grown, or until that instant. */
    decline: (until?: number) => {
      const declined = until === undefined ? ref : { ...ref, until };
      decline.mutate(declined);
    },
    stop: () => stop.mutate(ref),
    replan: () => replan.mutate(ref),
    acceptDifferences: () => acceptDifferences.mutate(ref),
    leaveOut: (legs: readonly LegRef[]) => leaveOut.mutate({ ...planRef, legs: [...legs] }),
    refresh,
  };
}

function pollEvery(state: RebalanceView["state"], isStreaming: boolean): number | false {
  if (hasEnded(state)) return false;
  if (!isStreaming) return 2_000;
  return 15_000;
}

function refusalOf(error: unknown): Refusal {
  const { message, reason, detail } = apiErrorOf(error);
  return { message, reason, freshRebalanceId: textAt(detail, "freshRebalanceId") };
}
