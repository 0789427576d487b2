import type { ReactNode } from "react";

interface PageHeadProps {
  title: ReactNode;
  /** Chips and short words beside the title. */
  chips?: ReactNode;
  actions?: ReactNode;
  /** The row under it: the one figure and its facts. */
  children?: ReactNode;
}

export function PageHead({ title, chips, actions, children }: PageHeadProps) {
  return (
    <header className="head">
      <div className="head-top">
        <h1>{title}</h1>
        {chips}
        {actions && <div className="push">{actions}</div>}
      </div>
      {children && <div className="head-row">{children}</div>}
    </header>
  );
}
