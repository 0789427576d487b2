import type { ReactNode } from "react";

/** The few figures that decide whether to act, on one line beside the figure. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

export function Fact({ label, value, children }: { label: ReactNode; value?: ReactNode; children?: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value ?? children}</dd>
    </div>
  );
}
