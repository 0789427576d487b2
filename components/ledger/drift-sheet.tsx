"use client";
import type { SeriesView } from "@/components/charts/types";
import { useTimeZone } from "@/components/figures/clock";
import { Segmented } from "@/components/ui/segmented";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { useQueryParam } from "@/components/venue/use-query-param";
import { formatPoints } from "@/lib/format/number";
import { formatMoment } from "@/lib/format/time";
import { RANGES } from "@/lib/schemas/series-range";
import { DriftChart } from "./drift-chart";
import { widestDrift } from "./drift-points";

/** Drift over a range: the sentence first, the line as its proof. */
export function DriftSheet({ series }: { series: SeriesView }) {
  const [, setRange] = useQueryParam("range");
  const timeZone = useTimeZone();
  const widest = widestDrift(series);
  const now = series.portfolioDrift.at(-1);
  const points = (share: number) => formatPoints(share, { isSigned: false });
  return (
    <Sheet labelledBy="drift">
      <SheetHead
        id="drift"
        title="Drift"
        push={<Segmented label="Time range" options={RANGES} value={series.range} onChange={setRange} />}
      />
      <SheetBody>
        {widest && now !== undefined && (
          <p className="text-text-soft pb-2">
            {points(now)} now, {points(widest.drift)} at its widest on{" "}
            {formatMoment(widest.at, { timeZone, now: series.at.at(-1) }, "day")}.
          </p>
        )}
        <DriftChart series={series} />
      </SheetBody>
    </Sheet>
  );
}
