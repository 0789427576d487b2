import type { ComponentProps } from "react";
import type { SeriesView } from "../types";
import { CurvesChart } from "./curves-chart";

interface SeriesCurvesProps extends Pick<ComponentProps<typeof CurvesChart>, "panes" | "summary" | "tip"> {
  series: SeriesView;
}

/** Curves of what a portfolio's checks recorded, with its events: each check can be read, Shift jumps between events. */
export function SeriesCurves({ series, ...curves }: SeriesCurvesProps) {
  return (
    <CurvesChart
      {...curves}
      times={series.at}
      hasDots
      events={series.events}
      stops={series.events.map((event) => event.at)}
    />
  );
}
