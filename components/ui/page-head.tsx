import type { ReactNode } from "react";
import { cx } from "./cx";

interface PageHeadProps {
  title: ReactNode;
  /** Chips and short texts beside the title. */
  chips?: ReactNode;
  actions?: ReactNode;
  /** The row under it: the one figure and its facts. */
  children?: ReactNode;
}

export function PageTitle({ id, className, children }: { id?: string; className?: string; children: ReactNode }) {
  return (
    <h1 id={id} className={cx("text-xl font-semibold tracking-[-0.015em] wrap-anywhere", className)}>
      {children}
    </h1>
  );
}

export function PageHead({ title, chips, actions, children }: PageHeadProps) {
  return (
    <header className="grid gap-3.5">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
        <PageTitle>{title}</PageTitle>
        {chips}
        {actions && <div className="ml-auto flex flex-wrap gap-2 max-md:ml-0 max-md:w-full">{actions}</div>}
      </div>
      {children && <PageHeadRow>{children}</PageHeadRow>}
    </header>
  );
}

/** The figure and its facts side by side; under each other where there is no space. */
function PageHeadRow({ children }: { children: ReactNode }) {
  return (
    <div className="flex items-end gap-x-10 gap-y-3 max-md:items-stretch max-desk:flex-col max-desk:items-start">
      {children}
    </div>
  );
}
