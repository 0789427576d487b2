import Link from "next/link";
import type { ComponentProps } from "react";
import { cx } from "./cx";

/** For an anchor that leaves the app, or a button that reads as a link. */
export const linkClass = "text-accent underline-offset-3 hover:underline";

/** Inside a sentence colour alone does not set a link off: there it is underlined. */
export function TextLink({ isInline, className, ...rest }: ComponentProps<typeof Link> & { isInline?: boolean }) {
  return <Link {...rest} className={cx(linkClass, isInline && "underline", className)} />;
}
