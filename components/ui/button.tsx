import { cva } from "class-variance-authority";
import Link from "next/link";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "./cx";
import { Spinner } from "./spinner";

/** For what looks like a button and is none: a link of its own making, a label around a file input. */
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

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> {
  variant?: "default" | "primary" | "quiet" | "stop";
  size?: "sm" | "md";
  icon?: ReactNode;
  /** Makes it a link that looks like a button. */
  href?: string;
  /** Keeps its width, shows that work runs, ignores clicks. */
  isBusy?: boolean;
  children?: ReactNode;
}

export function Button({ variant, size, icon, href, isBusy, children, className, ...rest }: ButtonProps) {
  const name = cx(buttonStyles({ variant, size, isIcon: !children }), className);
  const inside = (
    <>
      {isBusy ? <Spinner /> : icon}
      {children}
    </>
  );
  if (href !== undefined && !rest.disabled) {
    return (
      <Link
        href={href}
        className={name}
        data-slot="button"
        data-variant={variant}
        title={rest.title}
        aria-label={rest["aria-label"]}
      >
        {inside}
      </Link>
    );
  }
  return (
    <button
      type="button"
      {...rest}
      className={name}
      data-slot="button"
      data-variant={variant}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : rest.onClick}
    >
      {inside}
    </button>
  );
}
