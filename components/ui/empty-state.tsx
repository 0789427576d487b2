import type { ReactNode } from "react";

/** One sentence, one action, one line on what it does. */
export function EmptyState({ title, action, hint }: { title: ReactNode; action?: ReactNode; hint?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {action}
      {hint && <p className="faint xs max-w-[60ch]">{hint}</p>}
    </div>
  );
}
