import { cx } from "@/components/ui/cx";

/** What a run took for granted or left out; nothing where that is nothing. */
export function NotesList({ notes, className }: { notes: readonly string[]; className?: string }) {
  if (notes.length === 0) return null;
  return (
    <ul className={cx("text-xs text-text-soft", className)} aria-label="Taken for granted">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
