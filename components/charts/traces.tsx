import type { ReactNode } from "react";

/** Small traces under each other, one a target: name, drawing, figure. On a phone the drawing takes its own line. */
export function Traces({ children }: { children: ReactNode }) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3.5 md:grid-cols-[minmax(84px,auto)_minmax(0,1fr)_auto]">
      {children}
    </ul>
  );
}

interface TracesRowProps {
  name: string;
  /** At least so high, in px. */
  height: number;
  trace: ReactNode;
  figure: ReactNode;
  /** Small, under the figure; beside it on a phone. */
  note?: ReactNode;
}

export function TracesRow({ name, height, trace, figure, note }: TracesRowProps) {
  return (
    <li
      className="col-span-full grid grid-cols-subgrid items-center border-t border-hairline first:border-t-0 max-md:py-1.5"
      style={{ minHeight: height }}
    >
      <span className="font-medium wrap-break-word">{name}</span>
      <span className="max-md:col-span-full max-md:row-start-2 [&>svg]:block [&>svg]:w-full [&>svg]:overflow-visible">
        {trace}
      </span>
      <span className="text-right whitespace-nowrap tabular-nums max-md:flex max-md:items-baseline max-md:justify-end max-md:gap-2">
        {figure}
        {note && <span className="block text-2xs leading-3.5 text-text-faint max-xs:hidden">{note}</span>}
      </span>
    </li>
  );
}

/** The time all traces share, written once under them. */
export function TracesAxis({ from, to }: { from: string; to: string }) {
  return (
    <li className="col-span-full grid min-h-5 grid-cols-subgrid items-center" aria-hidden="true">
      <span className="flex justify-between text-2xs text-axis max-md:col-span-full md:col-start-2">
        <span>{from}</span>
        <span>{to}</span>
      </span>
    </li>
  );
}
