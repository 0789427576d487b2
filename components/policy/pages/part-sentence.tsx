import type { ReactNode } from "react";

/** What a part comes to with its present figures, in one sentence that is read out as they change. */
export function PartSentence({ children }: { children: ReactNode }) {
  return (
    <p className="max-w-[72ch] text-base" aria-live="polite">
      {children}
    </p>
  );
}
