"use client";
import type { SeriesView } from "@/components/charts/types";
import { useTimeZone } from "@/components/figures/clock";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { useQueryParam } from "@/components/venue/use-query-param";
import { formatPoints } from "@/lib/format/number";
import { formatTime } from "@/lib/format/time";
import { RANGES } from "@/lib/schemas/series-range";
import { DriftChart } from "./drift-chart";

/** Drift over a range: the sentence first, the line as its proof. */
export function DriftCard({ series }: { series: SeriesView }) {
  const [, setRange] = useQueryParam("range");
  const timeZone = useTimeZone();
  const widest = series.widestDrift;
  const now = series.portfolioDrift.at(-1);
  const points = (share: number) => formatPoints(share, { isSigned: false });
  return (
    <Card labelledBy="drift">
      <CardHeader
        id="drift"
        title="Drift"
        push={<Segmented label="Time range" options={RANGES} value={series.range} onChange={setRange} />}
      />
      <CardBody>
        {widest && now !== undefined && (
          <p className="text-text-soft pb-2">
            {points(now)} now, {points(widest.drift)} at its widest on{" "}
            {formatTime(widest.at, { timeZone, now: series.at.at(-1) }, "day")}.
          </p>
        )}
        <DriftChart series={series} />
      </CardBody>
    </Card>
  );
}
