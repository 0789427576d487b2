import type { ReactNode } from "react";
import { cx } from "./cx";

/** The few figures that decide whether to act, on one line beside the figure; on a phone in three columns. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl
      className={cx(
        "flex flex-wrap gap-y-2 pb-0.5 max-md:grid max-md:w-full max-md:grid-cols-[repeat(3,auto)] max-md:justify-between max-md:gap-x-2.5 max-md:gap-y-3 max-xs:grid-cols-[repeat(2,auto)]",
        className,
      )}
    >
      {children}
    </dl>
  );
}

interface FactProps {
  label: ReactNode;
  value?: ReactNode;
  children?: ReactNode;
  className?: string;
}

export function Fact({ label, value, children, className }: FactProps) {
  return (
    <div
      className={cx(
        "border-l border-line px-5 max-md:min-w-0 max-md:border-0 max-md:p-0 max-desk:first:border-0 max-desk:first:pl-0",
        className,
      )}
    >
      <dt className="text-xs whitespace-nowrap text-text-faint">{label}</dt>
      <dd className="text-base leading-5 font-medium whitespace-nowrap tabular-nums max-md:whitespace-normal">
        {value ?? children}
      </dd>
    </div>
  );
}
