import { cva } from "class-variance-authority";
import type { ReactNode } from "react";
import { cx } from "./cx";

const pane = cva(
  [
    "grid min-w-0 content-start gap-5 rounded-lg *:min-w-0 focus-visible:rounded-lg max-md:gap-4",
    // Where more is to come the foot fades out; at the end it lies on nothing.
    "after:pointer-events-none after:sticky after:bottom-0 after:-mt-5 after:h-8 after:bg-(image:--image-foot)",
  ],
  {
    variants: {
      /** From which width on it stands beside the page. */
      from: {
        lg: "max-lg:after:hidden lg:sticky lg:top-16 lg:max-h-[calc(100dvh-var(--below))] lg:overflow-y-auto",
        desk: "max-desk:after:hidden desk:sticky desk:top-16 desk:max-h-[calc(100dvh-var(--below))] desk:overflow-y-auto",
        xl: "max-xl:after:hidden xl:sticky xl:top-16 xl:max-h-[calc(100dvh-var(--below))] xl:overflow-y-auto",
      },
      /** A bar with the page's action lies over its foot. */
      hasBarBelow: { true: "[--below:10rem]", false: "[--below:5rem]" },
    },
    defaultVariants: { hasBarBelow: false },
  },
);

interface SidePaneProps {
  from: "lg" | "desk" | "xl";
  hasBarBelow?: boolean;
  label: string;
  className?: string;
  children: ReactNode;
}

/** What stays in sight beside a long page. Taller than the window it scrolls on its own, by wheel, finger and keys. */
export function SidePane({ from, hasBarBelow, label, className, children }: SidePaneProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on its own, so keys must reach it
    <aside className={cx(pane({ from, hasBarBelow }), className)} aria-label={label} tabIndex={0}>
      {children}
    </aside>
  );
}
