import type { ReactNode } from "react";

/** Names and figures in two columns, inside a chart's tooltip. */
export function TipRows({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[auto_auto] gap-x-3.5 tabular-nums">{children}</dl>;
}

export function TipRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-soft">{name}</dt>
      <dd className="text-right font-medium">{children}</dd>
    </>
  );
}
