import type { ReactNode } from "react";

/** The panel beside what it moves; under 1000 px above it. */
export function LabColumns({ children }: { children: ReactNode }) {
  return (
    <div className="grid grid-cols-1 items-start gap-5 *:min-w-0 lg:grid-cols-[268px_minmax(0,1fr)]">{children}</div>
  );
}
