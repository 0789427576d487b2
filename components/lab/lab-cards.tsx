"use client";
import dynamic from "next/dynamic";
import { type Dispatch, memo, useMemo } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { sweepPolicy } from "@/lib/engine/backtest/sweep/sweep-grid";
import { barDaysOf, chosenStrategy, type LabSpec, optionsOf, strategyId } from "@/lib/schemas/lab-spec";
import { CardSkeleton } from "./card-skeleton";
import type { LabEdit } from "./edit-spec";
import { ownSpot } from "./heat/own-spot";
import type { LabSetUp } from "./types";
import type { LabResult } from "./use-lab-run";
import type { LabCell, LabEngine } from "./worker/protocol";

const HeatCard = dynamic(() => import("./heat/heat-card").then((module) => module.HeatCard), {
  ssr: false,
  loading: () => <Waiting height={430} />,
});
const WeightsCard = dynamic(() => import("./weights/weights-card").then((module) => module.WeightsCard), {
  ssr: false,
  loading: () => <Waiting height={320} />,
});
const YearsCard = dynamic(() => import("./years/years-card").then((module) => module.YearsCard), {
  ssr: false,
  loading: () => <Waiting height={260} />,
});
const DistributionCard = dynamic(
  () => import("./distribution/distribution-card").then((module) => module.DistributionCard),
  { ssr: false, loading: () => <Waiting height={360} /> },
);

export interface LabPart {
  spec: LabSpec;
  edit: Dispatch<LabEdit>;
  engine: LabEngine | null;
  result: LabResult;
  rested: LabResult | null;
  capitalisations: LabSetUp["capitalisations"];
  /** Changes when other prices are loaded. */
  dataKey: string;
}

/** What the long work is about: the policy in hand, its costs and period. */
function useQuestion({ costs, period }: LabSpec, capitalisations: LabSetUp["capitalisations"]) {
  return useMemo(
    () => ({ options: optionsOf(costs, capitalisations, period), start: period.start, end: period.end }),
    [costs, capitalisations, period],
  );
}

/** The policy in hand as the figures of all policies have it. */
function ownCell({ run, spec }: LabResult): LabCell | null {
  const own = run.strategies[spec.chosen]?.metrics;
  if (!own) return null;
  const holding = run.holding.metrics;
  return {
    index: -1,
    ...own,
    ahead: own.totalReturn - holding.totalReturn,
    aheadPerYear: own.cagr - holding.cagr,
  };
}

const spanOf = ({ run }: LabResult) => ({ firstAt: run.firstAt, lastAt: run.lastAt });

export function HeatPart({ spec, edit, engine, result, capitalisations, dataKey }: LabPart) {
  const { policy } = chosenStrategy(spec);
  const { timeframe } = spec.prices;
  const question = useQuestion(spec, capitalisations);
  return (
    <HeatCard
      engine={engine}
      request={{ base: policy, ...question }}
      dataKey={dataKey}
      barDays={barDaysOf(timeframe)}
      span={spanOf(result)}
      current={ownSpot(policy, timeframe)}
      own={result.spec.strategies === spec.strategies ? ownCell(result) : null}
      onPick={(spot) =>
        edit({
          do: "policy",
          policy: sweepPolicy(policy, {
            index: 0,
            band: spot.band,
            interval: spot.intervalDays,
            destination: spot.destination,
            fee: null,
          }),
        })
      }
      view={spec.sweep}
      onView={(sweep) => edit({ do: "sweep", sweep })}
    />
  );
}

export const MoreCards = memo(function MoreCards({
  spec,
  edit,
  engine,
  result,
  rested,
  capitalisations,
  dataKey,
}: LabPart) {
  const { name, policy } = chosenStrategy(spec);
  const question = useQuestion(spec, capitalisations);
  const shown = result.run.strategies[result.spec.chosen];
  const resting = rested?.run.strategies[rested.spec.chosen] ?? null;
  return (
    <>
      <WeightsCard
        name={rested ? chosenStrategy(rested.spec).name : name}
        run={resting}
        policy={rested ? chosenStrategy(rested.spec).policy : policy}
        isStale={rested !== null && rested.spec.strategies !== spec.strategies}
      />
      <YearsCard
        name={chosenStrategy(result.spec).name}
        metrics={shown?.metrics ?? null}
        holding={result.run.holding.metrics}
        span={spanOf(result)}
      />
      <DistributionCard
        engine={engine}
        request={{ strategy: { id: strategyId(spec.chosen), policy }, ...question }}
        name={name}
        dataKey={dataKey}
        span={spanOf(result)}
        seed={spec.seed}
        onSeed={(seed) => edit({ do: "seed", seed })}
      />
    </>
  );
});

function Waiting({ height }: { height: number }) {
  return (
    <CardSkeleton titleWidth={120}>
      <Skeleton height={height - 70} />
    </CardSkeleton>
  );
}
