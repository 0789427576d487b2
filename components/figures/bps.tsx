import { formatBps } from "@/lib/format/number";
import { Unknown } from "./unknown";

/** A cost in basis points; always say of what. */
export function Bps({ value, of }: { value: number | null; of?: string }) {
  if (value === null) return <Unknown isKnownAbsent />;
  return (
    <span className="tabular-nums whitespace-nowrap" title={`${value} basis points`}>
      {formatBps(value)}
      {of && ` of ${of}`}
    </span>
  );
}
