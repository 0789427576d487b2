import { cva } from "class-variance-authority";
import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { GaugeTicks } from "./allocation-gauge";
import type { Scale } from "./scale";

/** Target against actual, or before against after: they differ in columns, and on a phone in where the figures stand. */
type AllocationKind = "actual" | "before-after";

const grid = cva("md:grid", {
  variants: {
    kind: {
      actual:
        "md:grid-cols-[136px_minmax(0,1fr)_54px_56px_70px_186px] lg:grid-cols-[158px_minmax(0,1fr)_56px_58px_72px_188px] desk:grid-cols-[186px_minmax(0,1fr)_60px_62px_78px_176px_160px]",
      "before-after": "md:grid-cols-[160px_minmax(0,1fr)_58px_62px_74px_178px]",
    },
  },
});

const SUBGRID = "md:col-span-full md:grid md:grid-cols-subgrid md:items-center md:px-5 [&>*]:min-w-0";
const FIGURE = "text-right whitespace-nowrap tabular-nums";

interface AllocationTableProps {
  kind: AllocationKind;
  scale: Scale;
  /** Over the two columns of weights and the state beside the drift. */
  heads: { first: string; second: string; state?: string; trace?: string };
  children: ReactNode;
}

/** All rows of one instrument, on one scale that is written once, over the gauges. */
export function AllocationTable({ kind, scale, heads, children }: AllocationTableProps) {
  return (
    <div className={grid({ kind })}>
      <div className={cx(SUBGRID, "h-7 text-xs text-text-faint max-md:hidden")}>
        <span>Asset</span>
        <span className="mr-5">
          <GaugeTicks scale={scale} />
        </span>
        <span className={FIGURE}>{heads.first}</span>
        <span className={FIGURE}>{heads.second}</span>
        <span className={FIGURE}>Drift</span>
        <span className="pl-3.5 desk:pl-4.5">{heads.state}</span>
        {heads.trace && <span className="max-desk:hidden">{heads.trace}</span>}
      </div>
      {children}
    </div>
  );
}

const line = cva(
  [
    SUBGRID,
    "border-t border-hairline hover:bg-hover last:hover:rounded-b-lg",
    "max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto_auto] max-md:items-center max-md:gap-y-0.5 max-md:px-3.5 max-md:py-2.25",
  ],
  {
    variants: {
      kind: { actual: "max-md:gap-x-3.5", "before-after": "max-md:gap-x-1.5" },
      size: { normal: "md:min-h-10", dense: "md:min-h-8", member: "md:min-h-8 max-md:py-1" },
    },
  },
);

const first = cva(`${FIGURE} max-md:col-start-2 max-md:row-start-1`, {
  variants: { kind: { actual: "font-medium", "before-after": "text-text-soft" } },
});
const second = cva(`${FIGURE} max-md:col-start-3`, {
  variants: {
    kind: {
      actual:
        "text-text-soft max-md:row-start-3 max-md:text-xs max-md:not-empty:before:text-text-faint max-md:not-empty:before:content-['target_']",
      "before-after":
        "font-medium max-md:row-start-1 max-md:not-empty:before:font-normal max-md:not-empty:before:content-['to_']",
    },
  },
});
const drift = cva(FIGURE, {
  variants: {
    kind: {
      actual: "font-medium max-md:col-start-3 max-md:row-start-1 max-md:min-w-16",
      "before-after": "max-md:hidden",
    },
  },
});
const stateStyles = cva("leading-4 max-md:row-start-3 md:pl-3.5 desk:pl-4.5", {
  variants: {
    kind: { actual: "max-md:col-[1/span_2]", "before-after": "max-md:col-span-full max-md:text-xs" },
  },
});

interface AllocationLineProps {
  kind: AllocationKind;
  size?: "normal" | "dense" | "member";
  name: ReactNode;
  gauge: ReactNode;
  first: ReactNode;
  second: ReactNode;
  drift: ReactNode;
  state: ReactNode;
  trace?: ReactNode;
  className?: string | false;
}

/** One line on a desk; on a phone name and figures, then the gauge, then the state. */
export function AllocationLine({ kind, size = "normal", className, ...cells }: AllocationLineProps) {
  const isMember = size === "member";
  return (
    <div className={cx(line({ kind, size }), className)}>
      <span className="flex min-w-0 max-md:col-start-1 max-md:row-start-1 md:pr-3.5">{cells.name}</span>
      <span className="max-md:col-span-full max-md:row-start-2 md:mr-5">{cells.gauge}</span>
      <span className={cx(first({ kind }), isMember && "font-normal text-text-soft")}>{cells.first}</span>
      <span className={second({ kind })}>{cells.second}</span>
      <span className={cx(drift({ kind }), isMember && "font-normal text-text-soft")}>{cells.drift}</span>
      <span className={cx(stateStyles({ kind }), isMember && "max-md:hidden")}>{cells.state}</span>
      {kind === "actual" && <span className="max-desk:hidden">{cells.trace}</span>}
    </div>
  );
}
