import { cx } from "./cx";

/** A turning ring for work that runs; a dotted one where motion is not wanted. The text stands beside it. */
export function Spinner({ className }: { className?: string }) {
  return (
    <span
      className={cx(
        "inline-block size-3 flex-none animate-spin rounded-full border-[1.5px] border-current border-r-transparent motion-reduce:animate-none motion-reduce:border-dotted",
        className,
      )}
      aria-hidden="true"
    />
  );
}
