import type { HTMLAttributes, ReactNode } from "react";
import { cx } from "./cx";

/** One subject. Pass `labelledBy` the id given to its SheetHead. */
export function Sheet({
  labelledBy,
  className,
  children,
  ...rest
}: HTMLAttributes<HTMLElement> & { labelledBy?: string }) {
  return (
    <section {...rest} className={cx("sheet", className)} aria-labelledby={labelledBy}>
      {children}
    </section>
  );
}

interface SheetHeadProps {
  title: ReactNode;
  /** Id of the heading, for `labelledBy`. */
  id?: string;
  hint?: ReactNode;
  /** Stands at the right end: a legend, a link, a segmented control. */
  push?: ReactNode;
}

export function SheetHead({ title, id, hint, push }: SheetHeadProps) {
  return (
    <div className="sheet-head">
      <h2 id={id}>{title}</h2>
      {hint && <span className="faint xs">{hint}</span>}
      {push && <div className="push">{push}</div>}
    </div>
  );
}

export function SheetBody({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cx("sheet-body", className)}>{children}</div>;
}
