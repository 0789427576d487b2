import type { ReactNode } from "react";
import { cx } from "./cx";

/** Cards side by side, under each other on a phone. */
export function Columns({
  count = 2,
  className,
  children,
}: {
  count?: 1 | 2;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      className={cx("grid gap-5 *:min-w-0 max-md:grid-cols-1 max-md:gap-4", count === 2 && "grid-cols-2", className)}
    >
      {children}
    </div>
  );
}
