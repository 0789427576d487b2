"use client";
import dynamic from "next/dynamic";
import { type KeyboardEvent, useMemo, useState } from "react";
import { ChartFrame, useWidth } from "@/components/charts/chart-frame";
import { nearestIndex, PLOT } from "@/components/charts/points";
import { niceScale } from "@/components/charts/scale";
import { timeTicks } from "@/components/charts/time-axis";
import type { SeriesView } from "@/components/charts/types";
import { EventMark } from "@/components/charts/value-chart";
import { useTimeZone } from "@/components/figures/clock";
import { Drift } from "@/components/figures/drift";
import { Moment } from "@/components/figures/moment";
import { Table, Td, Th } from "@/components/ui/table";
import { formatMoment } from "@/lib/format/moment";
import { formatPoints } from "@/lib/format/number";
import { toDriftPoints } from "./drift-points";

const DriftDrawing = dynamic(() => import("./drift-drawing"), { ssr: false });

const HEIGHT = 180;

/** How far the whole portfolio stood from its target, with the rebalances that brought it back. */
export function DriftChart({ series }: { series: SeriesView }) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [active, setActive] = useState<number | null>(null);
  const timeZone = useTimeZone();
  const points = useMemo(() => toDriftPoints(series), [series]);
  if (series.at.length < 3)
    return (
      <p className="chart-sentence" style={{ height: 72 }}>
        Too few checks in this range to draw a line. Each check adds a point.
      </p>
    );
  const first = series.at[0] ?? 0;
  const last = series.at.at(-1) ?? first;
  const scale = niceScale(0, Math.max(0.5, ...series.portfolioDrift.map((drift) => drift * 100)));
  const inner = Math.max(0, width - PLOT.left - PLOT.right);
  const xOf = (at: number) => PLOT.left + ((at - first) / (last - first || 1)) * inner;
  const yOf = (share: number) => PLOT.top + (1 - (share * 100) / (scale.max || 1)) * (HEIGHT - PLOT.top - PLOT.bottom);
  const steer = (event: KeyboardEvent) => {
    const end = series.at.length - 1;
    const from = active ?? end;
    const moves = {
      ArrowLeft: Math.max(0, from - 1),
      ArrowRight: Math.min(end, from + 1),
      Home: 0,
      End: end,
      Escape: null,
    };
    const to = moves[event.key as keyof typeof moves];
    if (to === undefined) return;
    event.preventDefault();
    setActive(to);
  };
  const shown = active ?? series.at.length - 1;
  const [x, y] = [xOf(series.at[shown] ?? last), yOf(series.portfolioDrift[shown] ?? 0)];
  const summary = `Portfolio drift from ${formatMoment(first, "date", timeZone)} to ${formatMoment(last, "date", timeZone)}: ${formatPoints(series.portfolioDrift[0] ?? 0, { isSigned: false })} to ${formatPoints(series.portfolioDrift.at(-1) ?? 0, { isSigned: false })}. Arrow keys read it point by point.`;
  const drawing = (
    // biome-ignore lint/a11y/useSemanticElements: a chart that is read with the arrow keys
    <div
      ref={ref}
      className="chart"
      style={{ height: HEIGHT }}
      role="group"
      aria-label={summary}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the crosshair
      tabIndex={0}
      onPointerMove={(event) => {
        const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
        setActive(nearestIndex(series.at, first + ((left - PLOT.left) / (inner || 1)) * (last - first)));
      }}
      onPointerLeave={() => setActive(null)}
      onBlur={() => setActive(null)}
      onKeyDown={steer}
    >
      {width > 0 && (
        <>
          <DriftDrawing
            points={points}
            scale={scale}
            ticks={timeTicks(first, last, timeZone, width < 420 ? 3 : 6)}
            width={width}
            height={HEIGHT}
          />
          <svg className="pointer-events-none absolute inset-0" width={width} height={HEIGHT} aria-hidden="true">
            {active !== null && (
              <line x1={x} x2={x} y1={PLOT.top} y2={HEIGHT - PLOT.bottom} stroke="var(--color-edge)" />
            )}
            <circle cx={x} cy={y} r="3" fill="var(--color-accent)" />
          </svg>
          {series.events
            .filter((event) => event.at >= first && event.at <= last)
            .map((event) => (
              <EventMark
                key={`${event.kind}${event.at}`}
                event={event}
                left={xOf(event.at)}
                bottom={PLOT.bottom - 1}
                onFocus={() => setActive(nearestIndex(series.at, event.at))}
              />
            ))}
          {active !== null && (
            <div className="tip" role="status" style={x > width / 2 ? { right: width - x + 12 } : { left: x + 12 }}>
              <div className="faint">
                <Moment at={series.at[active] ?? null} format="datetime" />
              </div>
              <dl>
                <dt>Portfolio drift</dt>
                <dd>
                  <Drift value={series.portfolioDrift[active] ?? null} isSigned={false} digits={2} />
                </dd>
              </dl>
            </div>
          )}
        </>
      )}
    </div>
  );
  return (
    <ChartFrame
      drawing={drawing}
      table={() => <DriftTable series={series} />}
      note="Marks are rebalances and policy changes."
    />
  );
}

function DriftTable({ series }: { series: SeriesView }) {
  const order = series.at.map((_, index) => index).reverse();
  return (
    <Table isDense>
      <thead>
        <tr>
          <Th>Time</Th>
          <Th isNumeric>Portfolio drift</Th>
        </tr>
      </thead>
      <tbody>
        {order.map((index) => (
          <tr key={series.at[index]}>
            <Td>
              <Moment at={series.at[index] ?? null} format="datetime" />
            </Td>
            <Td isNumeric>
              <Drift value={series.portfolioDrift[index] ?? null} isSigned={false} digits={2} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
