import { type ReactNode, useId } from "react";
import { TERMS, type Term as TermName } from "@/lib/format/labels/terms";

interface TermProps {
  /** Explained together where they stand together. */
  names: readonly TermName[];
  children: ReactNode;
}

/**
 * A word of the trade where it first stands: dotted underneath, explained on a press. The platform's popover: works by
 * touch and by keyboard, closes on Escape and outside.
 */
export function Term({ names, children }: TermProps) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        className="cursor-help rounded-sm underline decoration-dotted underline-offset-3 hover:text-text"
      >
        {children}
      </button>
      <dl
        id={id}
        popover="auto"
        className="inset-auto mt-1 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1.5 max-w-[min(340px,calc(100vw-32px))] rounded-md bg-raised px-3.5 py-2.5 text-left text-xs whitespace-normal text-text shadow-float [position-area:bottom_span-left] [position-try-fallbacks:flip-block,flip-inline] open:grid"
      >
        {names.map((name) => (
          <div key={name} className="contents">
            <dt className="font-medium">{name}</dt>
            <dd className="text-text-soft">{TERMS[name]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
