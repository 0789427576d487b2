import type { ComponentProps, ReactNode } from "react";
import { ChartFrame } from "./chart-frame";
import { CurvesChart } from "./curves/curves-chart";
import { ReadingTable } from "./reading-table";
import type { SeriesView } from "./types";

interface SeriesChartProps extends Pick<ComponentProps<typeof CurvesChart>, "panes" | "summary" | "tip"> {
  series: SeriesView;
  /** The same figures as a table. */
  columns: ComponentProps<typeof ReadingTable>["columns"];
  note: ReactNode;
}

/** Curves of what a portfolio's checks recorded, with its events: each check can be read, Shift jumps between events. */
export function SeriesChart({ series, columns, note, ...curves }: SeriesChartProps) {
  return (
    <ChartFrame
      drawing={
        <CurvesChart
          {...curves}
          times={series.at}
          hasDots
          events={series.events}
          stops={series.events.map((event) => event.at)}
        />
      }
      table={() => <ReadingTable times={series.at} columns={columns} />}
      note={note}
    />
  );
}
