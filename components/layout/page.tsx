import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";

/** What stands between the bar above and the edge of the window. */
export function Page({ isNarrow, children }: { isNarrow?: boolean; children: ReactNode }) {
  return (
    <main
      className={cx(
        "mx-auto grid max-w-[calc(var(--page-width)+56px)] grid-cols-1 gap-5 px-7 pt-5.5 pb-14 focus:shadow-none max-md:gap-4 max-md:px-4 max-md:pt-4 max-md:pb-24",
        isNarrow && "max-w-[816px]",
      )}
      id="main"
      tabIndex={-1}
    >
      {children}
    </main>
  );
}
