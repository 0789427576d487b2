"use client";
import { type ReactNode, useCallback, useState } from "react";

/** The real width of an element, so that a chart is laid out at it and never scaled. */
export function useWidth<T extends HTMLElement>() {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: T | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width] as const;
}

interface ChartFrameProps {
  drawing: ReactNode;
  /** The same data as a table; made only when asked for. */
  table: () => ReactNode;
  note?: ReactNode;
}

/** A drawing, its note, and its data as a table for whoever reads figures better. */
export function ChartFrame({ drawing, table, note }: ChartFrameProps) {
  const [isTable, setTable] = useState(false);
  return (
    <>
      {isTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the keyboard
        <section className="chart-table" aria-label="Chart data" tabIndex={0}>
          {table()}
        </section>
      ) : (
        drawing
      )}
      <div className="chart-foot">
        <span>{note}</span>
        <button type="button" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? "Show as chart" : "Show as table"}
        </button>
      </div>
    </>
  );
}
