import { cva } from "class-variance-authority";

/** A button's styles, apart from Button: for what must do without its Link. */
export const buttonStyles = cva(
  [
    "inline-flex items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors select-none focus-visible:rounded-md",
    "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-text-faint",
    "aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-text-faint",
    "aria-busy:cursor-progress",
  ],
  {
    variants: {
      variant: {
        default: "border-line bg-surface text-text hover:border-edge hover:bg-hover",
        primary: "border-transparent bg-accent text-on-accent hover:bg-accent-strong",
        quiet: "border-transparent text-text-soft hover:border-edge hover:bg-hover",
        stop: "border-line bg-surface text-negative hover:border-edge hover:bg-hover",
      },
      size: { md: "h-8 px-3 text-sm max-md:h-10", sm: "h-7 px-2.25 text-xs max-md:h-9" },
      isIcon: { true: "px-0", false: null },
    },
    compoundVariants: [
      { isIcon: true, size: "md", className: "w-8 max-md:w-10" },
      { isIcon: true, size: "sm", className: "w-7 max-md:w-9" },
    ],
    defaultVariants: { variant: "default", size: "md", isIcon: false },
  },
);
