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
  /** The same data as a table; made only when it is opened. */
  table: () => ReactNode;
  note?: ReactNode;
}

/** A drawing, its note, and its data as a table for whoever reads figures better. */
export function ChartFrame({ drawing, table, note }: ChartFrameProps) {
  const [isTable, setTable] = useState(false);
  return (
    <>
      {isTable ? <ChartTable>{table()}</ChartTable> : drawing}
      <div className="mt-2 flex items-baseline justify-between gap-4 text-xs text-text-faint">
        <span>{note}</span>
        <button
          type="button"
          className="min-h-6 flex-none text-text-soft underline-offset-3 hover:text-text hover:underline"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? "Show as chart" : "Show as table"}
        </button>
      </div>
    </>
  );
}

/** A table of many rows in a chart's place: it scrolls under its heads, from edge to edge of the card. */
export function ChartTable({ label = "Chart data", children }: { label?: string; children: ReactNode }) {
  return (
    <section
      className="-mx-3.5 max-h-59 overflow-auto border-y border-hairline md:-mx-5 [&_thead_th]:sticky [&_thead_th]:top-0 [&_thead_th]:bg-surface"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the keyboard
      tabIndex={0}
    >
      {children}
    </section>
  );
}

/** Stands in a chart's place while there is too little to draw. */
export function ChartSentence({ height = 96, children }: { height?: number; children: ReactNode }) {
  return (
    <p className="grid content-center justify-start text-text-soft" style={{ height }}>
      {children}
    </p>
  );
}
