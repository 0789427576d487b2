"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useMemo } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import type { ChartEvent } from "../event-marks";
import { Legend, LegendItem } from "../legend";
import { TimeChart } from "../time-chart";
import { type ChartPane, layOutPanes, paneDots, panesInk, panesPlot } from "./chart-pane";

export type { ChartLine, ChartPane } from "./chart-pane";

const PanesDrawing = dynamic(() => import("./panes-drawing"), {
  ssr: false,
  loading: () => <Skeleton height="100%" />,
});

interface CurvesChartProps {
  panes: readonly ChartPane[];
  /** Read out instead of the drawing. */
  summary: string;
  tip: (at: number) => ReactNode;
  /** The instants that can be read, where lines have breaks between them; else those of the first line. */
  times?: ArrayLike<number>;
  /** Marks where the first pane's lines stand at the point that is read, else at the latest. */
  hasDots?: boolean;
  events?: readonly ChartEvent[];
  /** Where Shift and an arrow jump to. */
  stops?: readonly number[];
}

/** Panes of lines under each other on one time axis, with one crosshair. The pointer moves the crosshair alone. */
export function CurvesChart({ panes, summary, tip, times: given, hasDots, events, stops }: CurvesChartProps) {
  const layout = useMemo(() => layOutPanes(panes), [panes]);
  const times = given ?? panes[0]?.lines[0]?.times ?? [];
  const [pane, place] = [panes[0], layout.places[0]];
  // Lines are drawn with the own one on top; a reader wants it first.
  const names = [...(panes.find((pane) => pane.isNamed)?.lines ?? [])].reverse();
  return (
    <div className="@container">
      {names.length > 0 && (
        <Legend className="mb-2 @min-[560px]:hidden">
          {names.map((line) => (
            <LegendItem key={line.id} mark={line.isDashed ? "dash" : "line"} color={line.color}>
              {line.name}
            </LegendItem>
          ))}
        </Legend>
      )}
      <TimeChart
        times={times}
        height={layout.height}
        plotAt={(width) => panesPlot(panes, width)}
        summary={summary}
        drawing={(margins) => <PanesDrawing panes={panes} layout={layout} {...margins} />}
        reading={(index) => tip(times[index] ?? 0)}
        dotsAt={hasDots && pane && place ? (index) => paneDots(pane, place, times[index] ?? 0) : undefined}
        inkOf={(xOf) => panesInk(panes, layout, xOf)}
        events={events}
        stops={stops}
      />
    </div>
  );
}
