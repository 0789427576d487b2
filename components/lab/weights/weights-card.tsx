"use client";
import { useMemo, useState } from "react";
import { ChartFrame, ChartSentence, ChartTable } from "@/components/charts/chart-frame";
import { type WeightsView, WeightsViewChoice } from "@/components/charts/weights-view";
import { useTimeZone } from "@/components/figures/clock";
import type { LabStrategyRun } from "@/components/lab/worker/protocol";
import { assetColors } from "@/components/portfolio/asset-colors";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import { type Policy, targetKey } from "@/lib/engine/model";
import { formatPercent, formatPoints } from "@/lib/format/number";
import { times } from "@/lib/format/plural";
import { formatTime } from "@/lib/format/time";
import { STALE_CLASS } from "../stale-class";
import { BandTraces } from "./band-traces";
import { EventTable } from "./event-table";
import { StackedWeights } from "./stacked-weights";
import { type WeightRow, weightRows } from "./weight-rows";
import { WeightsTable } from "./weights-table";

export interface WeightsCardProps {
  /** "Yours", "Monthly": how the strategy is called on the page. */
  name: string;
  /** The strategy whose weights were requested; null while the first run is computed. */
  run: Pick<LabStrategyRun, "weights" | "events" | "metrics"> | null;
  policy: Policy;
  /** The figures belong to an older question. */
  isStale?: boolean;
}

/** How each weight moved and when it was brought back: every target in its band, or all of them stacked. */
export function WeightsCard({ name, run, policy, isStale }: WeightsCardProps) {
  const [view, setView] = useState<WeightsView>("bands");
  const weights = run?.weights ?? null;
  const rows = useMemo(() => (weights ? weightRows(weights, policy) : []), [weights, policy]);
  const colors = useMemo(
    () =>
      assetColors(
        rows.map((row) => ({ ...row, isTarget: policy.targets.some((target) => targetKey(target) === row.key) })),
      ).byTarget,
    [rows, policy.targets],
  );
  const times = weights?.times ?? null;
  return (
    <Card labelledBy="h-lab-weights">
      <CardHeader
        id="h-lab-weights"
        title="Weights"
        hint={name}
        push={<WeightsViewChoice label="View of the weights" value={view} onChange={setView} />}
      />
      <CardBody className={isStale ? STALE_CLASS : undefined}>
        {!run || !times ? (
          <ChartSentence>Not computed yet.</ChartSentence>
        ) : times.length < 3 ? (
          <ChartSentence>Too few bars in this period to draw weights.</ChartSentence>
        ) : (
          <>
            <Sentence rows={rows} run={run} />
            <ChartFrame
              drawing={
                view === "bands" ? (
                  <BandTraces rows={rows} times={times} events={run.events} />
                ) : (
                  <StackedWeights rows={rows} times={times} events={run.events} colors={colors} />
                )
              }
              table={() => <WeightsTable rows={rows} times={times} />}
              note={noteOf(rows, policy, view)}
            />
            {run.events.length > 0 && (
              <Disclosure summary={`Rebalances, ${run.events.length}`} className="mt-2">
                <ChartTable label="Rebalances">
                  <EventTable events={run.events} />
                </ChartTable>
              </Disclosure>
            )}
          </>
        )}
      </CardBody>
    </Card>
  );
}

function Sentence({ rows, run }: { rows: readonly WeightRow[]; run: Pick<LabStrategyRun, "events" | "metrics"> }) {
  const timeZone = useTimeZone();
  const { events, metrics } = run;
  const { key, weight } = metrics.weightMax;
  const largest = rows.find((row) => row.key === key || key.startsWith(`${row.key}/`));
  const widest = events.reduce<BacktestEvent | null>(
    (best, event) => (best && best.driftBefore >= event.driftBefore ? best : event),
    null,
  );
  return (
    <p className="text-text-soft pb-2">
      {events.length === 0 ? "Never rebalanced." : `Rebalanced ${times(events.length)}.`}
      {largest &&
        ` Most ever: ${formatPercent(weight)} ${key === largest.key ? largest.name : key.slice(largest.key.length + 1)}.`}
      {widest &&
        events.length > 1 &&
        ` Drift was widest before that of ${formatTime(widest.at, { timeZone }, "date")}: ${formatPoints(widest.driftBefore, { isSigned: false })}.`}
    </p>
  );
}

function noteOf(rows: readonly WeightRow[], policy: Policy, view: WeightsView): string {
  if (view === "stacked") return "Ticks are rebalances.";
  if (policy.dynamic && rows.some((row) => row.target === null))
    return "Each on its own scale. A rule moves the targets: lines run around their mean, without a band.";
  if (rows.some((row) => row.band === null))
    return "Each on its own scale. The market sets the bands: they are not drawn.";
  return "Each on its own scale: shape, not size. The tint is the band, ticks are rebalances.";
}
