"use client";
import { useEffect, useState } from "react";
import { type LabEngine, LabRefusal, type LabRun, type LabRunRequest } from "@/components/lab/worker/protocol";
import type { Capitalisation, Policy, PriceTable } from "@/lib/engine/model";
import { type LabCosts, optionsOf } from "@/lib/schemas/lab-spec";
import { lastYearStart } from "./last-year-start";

/** Fewer bars than this say nothing at all. */
export const BARS_MIN = 60;
/** Figures only: no line is drawn. */
const POINTS = 16;

export interface LastYear {
  run: LabRun | null;
  /** Why there is none. */
  problem: string | null;
}

export interface LastYearQuery {
  policies: Readonly<Record<string, Policy>>;
  costs: LabCosts;
  /** Today's, which stand for the whole year. */
  capitalisations: readonly Capitalisation[];
}

/** Runs policies over the last year of a table, in a worker of this browser; the latest only. */
export function useLastYear(table: PriceTable | null, query: LastYearQuery): LastYear {
  const engine = useEngine(table);
  const [state, setState] = useState<LastYear>({ run: null, problem: null });
  const wanted = JSON.stringify(query);
  useEffect(() => {
    if (!engine || !table) return;
    let isStale = false;
    const { policies, costs, capitalisations }: LastYearQuery = JSON.parse(wanted);
    const request: LabRunRequest = {
      strategies: Object.entries(policies).map(([id, policy]) => ({ id, policy })),
      options: { ...optionsOf(costs), capitalisations },
      start: lastYearStart(table.times),
      end: null,
      points: POINTS,
      weightsOf: null,
    };
    engine.run(request).then(
      (run) => {
        if (!isStale) setState({ run, problem: null });
      },
      (error: unknown) => {
        if (isStale || (error instanceof Error && error.name === "AbortError")) return;
        setState({ run: null, problem: messageOf(error) });
      },
    );
    return () => {
      isStale = true;
    };
  }, [engine, table, wanted]);
  return state;
}

function messageOf(error: unknown): string {
  if (error instanceof LabRefusal) return error.problems[0]?.message ?? "It cannot be run on past prices.";
  return error instanceof Error ? error.message : String(error);
}

/** One worker with the table in it; null until it has it. */
function useEngine(table: PriceTable | null): LabEngine | null {
  const [ready, setReady] = useState<LabEngine | null>(null);
  useEffect(() => {
    if (!table) return;
    let isGone = false;
    let opened: LabEngine | null = null;
    void import("@/components/lab/worker/client").then(async ({ openLabEngine }) => {
      if (isGone) return;
      const engine = openLabEngine(0);
      opened = engine;
      try {
        await engine.load(table);
        if (!isGone) setReady(engine);
      } catch {}
    });
    return () => {
      isGone = true;
      opened?.close();
      setReady(null);
    };
  }, [table]);
  return ready;
}
