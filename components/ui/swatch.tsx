import { cx } from "./cx";

/** The colour an asset has everywhere. */
export function Swatch({ color, className }: { color: string; className?: string }) {
  return (
    <span
      data-slot="swatch"
      className={cx("inline-block size-2 flex-none rounded-[2px]", className)}
      style={{ background: color }}
    />
  );
}
