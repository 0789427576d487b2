import { cva, type VariantProps } from "class-variance-authority";
import { cx } from "@/components/ui/cx";
import styles from "./gauge.module.css";

const markStyles = cva("absolute", {
  variants: {
    kind: {
      band: "inset-y-0.5 border-x border-band-edge bg-band",
      actual: "inset-y-0 left-0 my-auto h-1.5 rounded-r-[1px] bg-actual",
      excess: `inset-y-0 my-auto h-1.5 rounded-r-[1px] ${styles.outside}`,
      shortfall: "inset-y-0 my-auto h-0 border-t-2 border-dotted border-outside",
      end: "inset-y-0 my-auto -ml-0.5 h-2.5 w-1 rounded-[1px]",
      target: "inset-y-0 -ml-px w-0.5 bg-target",
      way: "inset-y-0 my-auto h-0.5 bg-accent opacity-55",
      before: "inset-y-0 my-auto -ml-1.25 size-2.5 rounded-full border-2 bg-surface",
      disc: "inset-y-0 my-auto -ml-1.25 size-2.5 rounded-full bg-accent ring-2 ring-surface",
      ring: "inset-y-0 my-auto -ml-[4.5px] size-[9px] rounded-full border-2 border-accent bg-surface",
    },
    isOutside: { true: null, false: null },
    isSliding: { true: "duration-(--duration-steady) ease-out" },
  },
  compoundVariants: [
    { kind: "end", isOutside: true, class: "bg-outside" },
    { kind: "end", isOutside: false, class: "bg-actual" },
    { kind: "before", isOutside: true, class: "border-outside" },
    { kind: "before", isOutside: false, class: "border-actual" },
    { kind: "actual", isSliding: true, class: "transition-[width]" },
    { kind: ["end", "disc"], isSliding: true, class: "transition-[left]" },
  ],
});

interface GaugeMarkProps {
  kind: NonNullable<VariantProps<typeof markStyles>["kind"]>;
  left?: string;
  width?: string;
  /** Whether the weight it stands for is outside its band. */
  isOutside?: boolean;
  /** Moves to a new place instead of jumping there. */
  isSliding?: boolean;
  className?: string;
}

/** One mark on the middle of an axis, placed by shares of its width; it means the same on every gauge. */
export function GaugeMark({ kind, left, width, isOutside, isSliding, className }: GaugeMarkProps) {
  return <i className={cx(markStyles({ kind, isOutside, isSliding }), className)} style={{ left, width }} />;
}
