"use client";
import { type Dispatch, memo, useMemo } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { CurvesChart } from "@/components/charts/curves/curves-chart";
import { useTimeZone } from "@/components/figures/clock";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { formatMoney } from "@/lib/format/number";
import { formatTime } from "@/lib/format/time";
import type { LabScale, LabSpec } from "@/lib/schemas/lab-spec";
import type { LabEdit } from "../edit-spec";
import type { LabResult } from "../use-lab-run";
import { CurveTable } from "./curve-table";
import { panesOf } from "./panes";
import { PeriodChoice } from "./period-choice";
import { TipContent } from "./tip-content";

const SCALES = [
  { value: "linear", label: "Linear" },
  { value: "log", label: "Log" },
] as const;

interface ValueCardProps {
  result: LabResult;
  scale: LabScale;
  period: LabSpec["period"];
  span: { firstAt: number; lastAt: number } | null;
  edit: Dispatch<LabEdit>;
  /** Holes in the prices, said under the chart. */
  note: string | null;
}

export const ValueCard = memo(function ValueCard({ result, scale, period, span, edit, note }: ValueCardProps) {
  const { run, spec } = result;
  const timeZone = useTimeZone();
  const panes = useMemo(() => panesOf(result, scale), [result, scale]);
  const mine = run.strategies[spec.chosen];
  const stops = useMemo(() => mine?.events.map((event) => event.at) ?? [], [mine]);
  if (!mine) return null;
  const count = mine.events.length;
  const unit = spec.prices.quote;
  const date = (at: number) => formatTime(at, { timeZone }, "date");
  const end = (value: number) => formatMoney(value, { digits: 0, unit });
  const summary = `Value from ${date(run.firstAt)} to ${date(run.lastAt)}: ${spec.strategies[spec.chosen]?.name} ends at ${end(mine.metrics.finalValue)}, holding at ${end(run.holding.metrics.finalValue)}. Arrow keys read it point by point, with Shift from rebalance to rebalance.`;
  return (
    <Card labelledBy="h-lab-value">
      <CardHeader
        id="h-lab-value"
        title="Value"
        hint={
          run.bars >= 3 && (
            <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-text-soft tabular-nums">
              <svg width="14" height="10" aria-hidden="true">
                <path d="M2 1v8M6 1v8M11 1v8" stroke="var(--color-accent)" />
              </svg>
              {count === 0 ? "no rebalance" : `rebalances, ${count}`}
            </span>
          )
        }
        push={
          <div className="flex flex-wrap gap-x-3 gap-y-2">
            {span && <PeriodChoice period={period} span={span} edit={edit} />}
            <Segmented
              label="Scale of the value axis"
              options={SCALES}
              value={scale}
              onChange={(next) => edit({ do: "scale", scale: next })}
            />
          </div>
        }
      />
      <CardBody>
        {run.bars < 3 ? (
          <p className="text-text-soft">
            Only {run.bars} prices lie in this period, too few to draw a line. {spec.strategies[spec.chosen]?.name} went
            from {end(mine.metrics.startValue)} to {end(mine.metrics.finalValue)}, holding to{" "}
            {end(run.holding.metrics.finalValue)}.
          </p>
        ) : (
          <ChartFrame
            drawing={
              <CurvesChart
                panes={panes}
                summary={summary}
                stops={stops}
                tip={(at) => <TipContent result={result} at={at} />}
              />
            }
            table={() => <CurveTable result={result} />}
            note={note}
          />
        )}
      </CardBody>
    </Card>
  );
});
