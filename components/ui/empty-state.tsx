import type { ReactNode } from "react";

/** One sentence, one action, one line on what it does. */
export function EmptyState({ title, action, hint }: { title: ReactNode; action?: ReactNode; hint?: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-2.5 px-5 pt-7 pb-7.5 max-md:px-3.5 max-md:pt-5 max-md:pb-5.5">
      <p className="text-lg font-semibold tracking-[-0.01em]">{title}</p>
      {action}
      {hint && <p className="max-w-[60ch] text-xs text-text-faint">{hint}</p>}
    </div>
  );
}
