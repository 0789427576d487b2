import { cva } from "class-variance-authority";

const markStyles = cva("absolute", {
  variants: {
    kind: {
      band: "inset-y-0.5 border-x border-band-edge bg-band",
      actual: "top-2.5 left-0 h-1.5 rounded-r-[1px] bg-actual",
      excess:
        "top-2.5 h-1.5 rounded-r-[1px] bg-[repeating-linear-gradient(115deg,var(--color-outside)_0_3px,color-mix(in_srgb,var(--color-outside)_45%,var(--color-surface))_3px_5px)]",
      target: "inset-y-0 -ml-px w-0.5 bg-target",
      way: "top-3 h-0.5 bg-accent opacity-55",
      disc: "top-2 -ml-1.25 size-2.5 rounded-full bg-accent ring-2 ring-surface",
      ring: "top-1/2 -mt-[4.5px] -ml-[4.5px] size-[9px] rounded-full border-2 border-accent bg-surface",
    },
  },
});

type GaugeMarkKind = "band" | "actual" | "excess" | "target" | "way" | "disc" | "ring";

/** One mark on an axis 26 px high, placed by shares of its width; they mean what they mean on the allocation gauge. */
export function GaugeMark({ kind, left, width }: { kind: GaugeMarkKind; left?: string; width?: string }) {
  return <i className={markStyles({ kind })} style={{ left, width }} />;
}
