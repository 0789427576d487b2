import { cva } from "class-variance-authority";
import gauge from "@/components/charts/gauge.module.css";

const markStyles = cva("absolute", {
  variants: {
    kind: {
      band: "inset-y-0.5 border-x border-band-edge bg-band",
      actual: "inset-y-0 left-0 my-auto h-1.5 rounded-r-[1px] bg-actual",
      excess: `inset-y-0 my-auto h-1.5 rounded-r-[1px] ${gauge.outside}`,
      target: "inset-y-0 -ml-px w-0.5 bg-target",
      way: "inset-y-0 my-auto h-0.5 bg-accent opacity-55",
      disc: "inset-y-0 my-auto -ml-1.25 size-2.5 rounded-full bg-accent ring-2 ring-surface",
      ring: "inset-y-0 my-auto -ml-[4.5px] size-[9px] rounded-full border-2 border-accent bg-surface",
    },
  },
});

type GaugeMarkKind = "band" | "actual" | "excess" | "target" | "way" | "disc" | "ring";

/** One mark on the middle of an axis, placed by shares of its width; each means what it means on the allocation gauge. */
export function GaugeMark({ kind, left, width }: { kind: GaugeMarkKind; left?: string; width?: string }) {
  return <i className={markStyles({ kind })} style={{ left, width }} />;
}
