import Link from "next/link";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { buttonStyles } from "./button-styles";
import { cx } from "./cx";
import { Spinner } from "./spinner";

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> {
  variant?: "default" | "primary" | "quiet" | "stop";
  size?: "sm" | "md";
  icon?: ReactNode;
  /** Makes it a link in the shape of a button. */
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
