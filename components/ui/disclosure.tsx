import type { ReactNode } from "react";
import { cx } from "./cx";

interface DisclosureProps {
  summary: ReactNode;
  children: ReactNode;
  isOpen?: boolean;
  className?: string;
}

export function Disclosure({ summary, children, isOpen, className }: DisclosureProps) {
  return (
    <details className={cx("disclosure", className)} open={isOpen}>
      <summary>
        <svg className="mark" viewBox="0 0 12 12" aria-hidden="true">
          <path d="m4.5 2.5 3.5 3.5-3.5 3.5" />
        </svg>
        {summary}
      </summary>
      {children}
    </details>
  );
}
