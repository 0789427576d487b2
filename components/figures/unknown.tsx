import { NONE, UNKNOWN } from "@/lib/format/number";

/** None, or not known: never 0, never blank. */
export function Unknown({ isKnownAbsent = false }: { isKnownAbsent?: boolean }) {
  return <span className="text-text-faint">{isKnownAbsent ? NONE : UNKNOWN}</span>;
}
