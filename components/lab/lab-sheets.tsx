"use client";
import dynamic from "next/dynamic";
import { type Dispatch, memo, useMemo } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { sweepPolicy } from "@/lib/engine/backtest/sweep-grid";
import { barDaysOf, chosenContender, contenderId, type LabSpec, optionsOf } from "@/lib/schemas/lab-spec";
import { CardSkeleton } from "./card-skeleton";
import type { LabEdit } from "./edit-spec";
import { isMarketBand } from "./is-market-band";
import { bandValue, callOf, intervalOf } from "./knobs";
import type { LabSetUp } from "./types";
import type { LabResult } from "./use-lab-run";
import type { LabEngine } from "./worker/protocol";

const HeatSheet = dynamic(() => import("./heat/heat-sheet").then((module) => module.HeatSheet), {
  ssr: false,
  loading: () => <Waiting height={430} />,
});
const WeightsSheet = dynamic(() => import("./weights/weights-sheet").then((module) => module.WeightsSheet), {
  ssr: false,
  loading: () => <Waiting height={320} />,
});
const YearsSheet = dynamic(() => import("./years/years-sheet").then((module) => module.YearsSheet), {
  ssr: false,
  loading: () => <Waiting height={260} />,
});
const DistributionSheet = dynamic(
  () => import("./distribution/distribution-sheet").then((module) => module.DistributionSheet),
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

/** What the long work is asked about: the policy in hand, its costs and period. */
function useQuestion({ costs, period }: LabSpec, capitalisations: LabSetUp["capitalisations"]) {
  return useMemo(
    () => ({ options: optionsOf(costs, capitalisations, period), start: period.start, end: period.end }),
    [costs, capitalisations, period],
  );
}

const spanOf = ({ run }: LabResult) => ({ firstAt: run.firstAt, lastAt: run.lastAt });

export function HeatPart({ spec, edit, engine, result, capitalisations, dataKey }: LabPart) {
  const { policy } = chosenContender(spec);
  const { timeframe } = spec.prices;
  const question = useQuestion(spec, capitalisations);
  const intervalDays = intervalOf(policy, timeframe);
  const { band, destination } = policy;
  const isOnMap = callOf(policy) === "bands" && intervalDays !== null && !isMarketBand(band);
  return (
    <HeatSheet
      engine={engine}
      request={{ base: policy, ...question }}
      dataKey={dataKey}
      barDays={barDaysOf(timeframe)}
      span={spanOf(result)}
      current={isOnMap ? { band: bandValue(band), intervalDays, destination } : null}
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

export const MoreSheets = memo(function MoreSheets({
  spec,
  edit,
  engine,
  result,
  rested,
  capitalisations,
  dataKey,
}: LabPart) {
  const { name, policy } = chosenContender(spec);
  const question = useQuestion(spec, capitalisations);
  const shown = result.run.contenders[result.spec.chosen];
  const resting = rested?.run.contenders[rested.spec.chosen] ?? null;
  return (
    <>
      <WeightsSheet
        name={rested ? chosenContender(rested.spec).name : name}
        run={resting}
        policy={rested ? chosenContender(rested.spec).policy : policy}
        isStale={rested !== null && rested.spec.contenders !== spec.contenders}
      />
      <YearsSheet
        name={chosenContender(result.spec).name}
        metrics={shown?.metrics ?? null}
        holding={result.run.holding.metrics}
        span={spanOf(result)}
      />
      <DistributionSheet
        engine={engine}
        request={{ contender: { id: contenderId(spec.chosen), policy }, ...question }}
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
