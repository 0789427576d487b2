import type { ReactNode } from "react";

/** The browser's own hint, for what is also said elsewhere. */
export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  return <span title={text}>{children}</span>;
}
