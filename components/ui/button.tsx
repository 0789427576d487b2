import Link from "next/link";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "./cx";

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

export function Button({
  variant = "default",
  size = "md",
  icon,
  href,
  isBusy,
  children,
  className,
  ...rest
}: ButtonProps) {
  const name = cx(
    "btn",
    variant !== "default" && `btn-${variant}`,
    size === "sm" && "btn-sm",
    !children && "btn-icon",
    className,
  );
  const inside = (
    <>
      {isBusy ? <span className="busy" aria-hidden="true" /> : icon}
      {children}
    </>
  );
  if (href !== undefined && !rest.disabled) {
    return (
      <Link href={href} className={name} title={rest.title} aria-label={rest["aria-label"]}>
        {inside}
      </Link>
    );
  }
  return (
    <button
      type="button"
      {...rest}
      className={name}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : rest.onClick}
    >
      {inside}
    </button>
  );
}
