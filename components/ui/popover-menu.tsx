import type { ReactNode } from "react";
import { cx } from "./cx";

interface PopoverMenuProps {
  /** What its button names as `popoverTarget`. */
  id: string;
  className?: string;
  /** Links and buttons, one a line. */
  children: ReactNode;
}

/** What is seldom done. The platform's popover: closes on Escape and outside, keeps the top layer. */
export function PopoverMenu({ id, className, children }: PopoverMenuProps) {
  return (
    <div
      id={id}
      popover="auto"
      className={cx(
        "inset-auto mt-1 min-w-42 rounded-md bg-raised p-1.5 text-text shadow-float [position-area:bottom_span-left] [position-try-fallbacks:flip-block,flip-inline]",
        "*:block *:w-full *:rounded-[4px] *:px-2.5 *:py-1.5 *:text-left *:hover:bg-hover max-md:*:px-3.5 max-md:*:py-3",
        className,
      )}
    >
      {children}
    </div>
  );
}
