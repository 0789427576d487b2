import { formatPrice, groupDigits } from "@/lib/format/number";
import { Unknown } from "./unknown";

export function Price({ value, step, unit }: { value: string | null; step?: string; unit?: string }) {
  if (value === null) return <Unknown />;
  return (
    <span className="tabular nowrap" title={`${groupDigits(value)}${unit ? ` ${unit}` : ""}`}>
      {formatPrice(value, step)}
      {unit && <span className="unit">{unit}</span>}
    </span>
  );
}
