import type { HTMLAttributes, ReactNode } from "react";
import { cx } from "./cx";

/** One subject. Pass `labelledBy` the id given to its SheetHead. */
export function Card({
  labelledBy,
  className,
  children,
  ...rest
}: HTMLAttributes<HTMLElement> & { labelledBy?: string }) {
  return (
    <section
      {...rest}
      className={cx("min-w-0 rounded-lg border border-line bg-surface shadow-card", className)}
      aria-labelledby={labelledBy}
    >
      {children}
    </section>
  );
}

interface CardHeaderProps {
  title: ReactNode;
  /** Id of the heading, for `labelledBy`. */
  id?: string;
  hint?: ReactNode;
  /** Stands at the right end: a legend, a link, a segmented control. */
  push?: ReactNode;
}

export function CardHeader({ title, id, hint, push }: CardHeaderProps) {
  return (
    <CardHeaderRow>
      <CardTitle id={id}>{title}</CardTitle>
      {hint && <span className="text-xs text-text-faint">{hint}</span>}
      {push && (
        <div className="ml-auto max-md:not-has-[[role=switch]]:ml-0 max-md:has-data-[slot=segmented]:w-full">
          {push}
        </div>
      )}
    </CardHeaderRow>
  );
}

/** The head's row alone, where a title is not all there is. */
export function CardHeaderRow({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      data-slot="card-head"
      className={cx("flex min-h-12 items-center gap-x-3 gap-y-1 px-5 py-2 max-md:flex-wrap max-md:px-3.5", className)}
    >
      {children}
    </div>
  );
}

function CardTitle({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <h2 id={id} className="text-base font-semibold tracking-[-0.005em] whitespace-nowrap max-md:whitespace-normal">
      {children}
    </h2>
  );
}

export function CardBody({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cx("px-5 pb-4.5 max-md:px-3.5 max-md:pb-3.5", className)}>{children}</div>;
}
