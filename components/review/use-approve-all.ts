"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { mutate, prepareCalls } from "@/components/trpc/call";
import { apiErrorOf, textAt } from "@/components/trpc/error";
import { type Approvable, approveAll, type Outcome, type Refusal } from "./approve-all";

const BUSY_WAIT_MS = 2_000;

/** The bulk approval of a page: what became of each row, how far it is, and a way to stop it. */
export function useApproveAll(onRefused: (rebalanceId: string) => void) {
  const router = useRouter();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [asked, setAsked] = useState<readonly Approvable[] | null>(null);
  const [isStopping, setStopping] = useState(false);
  const isStopped = useRef(false);
  useEffect(prepareCalls, []);
  // Whoever leaves the page sends nothing further.
  useEffect(() => {
    return () => {
      isStopped.current = true;
    };
  }, []);

  const tell = (rebalanceId: string, outcome: Outcome | null) => {
    if (outcome?.kind === "refused") onRefused(rebalanceId);
    setOutcomes((before) => {
      const next = new Map(before);
      if (outcome === null) next.delete(rebalanceId);
      else next.set(rebalanceId, outcome);
      return next;
    });
  };
  const run = async (rows: readonly Approvable[]) => {
    isStopped.current = false;
    setStopping(false);
    setAsked(rows);
    await approveAll(rows, {
      approve,
      tell,
      wait: () => new Promise((done) => setTimeout(done, BUSY_WAIT_MS)),
      isStopped: () => isStopped.current,
    });
    setAsked(null);
    router.refresh();
  };
  const answered = asked?.filter((row) => isAnswered(outcomes.get(row.rebalanceId))).length ?? 0;
  return {
    outcomes,
    /** null: nothing runs. */
    progress: asked && { answered, of: asked.length },
    isStopping,
    run: (rows: readonly Approvable[]) => void run(rows),
    stop: () => {
      isStopped.current = true;
      setStopping(true);
    },
  };
}

const isAnswered = (outcome: Outcome | undefined) => outcome?.kind === "approved" || outcome?.kind === "refused";

async function approve({ rebalanceId, planHash }: Approvable): Promise<Refusal | null> {
  try {
    await mutate("rebalances.approve", { rebalanceId, planHash });
    return null;
  } catch (error) {
    const { message, reason, detail } = apiErrorOf(error);
    return { message, reason, freshRebalanceId: textAt(detail, "freshRebalanceId") };
  }
}
