import { cx } from "./cx";

/** A still, empty shape in the final height. It shows after 150 ms only. */
export function Skeleton({
  width,
  height = 14,
  className,
}: {
  width?: number | string;
  height?: number | string;
  className?: string;
}) {
  return (
    <div
      className={cx("rounded-sm bg-sunken motion-safe:animate-skeleton", className)}
      style={{ width: width ?? "100%", height }}
      aria-hidden="true"
    />
  );
}
