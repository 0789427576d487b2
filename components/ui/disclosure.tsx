import { ChevronRight } from "lucide-react";
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
    <details className={cx("group/disclosure", className)} open={isOpen}>
      <summary className="flex min-h-7 list-none items-center gap-2 rounded-sm text-text-soft hover:text-text [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={14}
          className="-mx-px flex-none text-text-faint transition-transform duration-(--duration-steady) group-open/disclosure:rotate-90"
        />
        {summary}
      </summary>
      {children}
    </details>
  );
}
