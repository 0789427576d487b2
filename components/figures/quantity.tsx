import { formatQuantity, groupDigits } from "@/lib/format/number";
import { Unknown } from "./unknown";

export function Quantity({ value, step, unit }: { value: string | null; step?: string; unit?: string }) {
  if (value === null) return <Unknown />;
  return (
    <span className="tabular nowrap" title={`${groupDigits(value)}${unit ? ` ${unit}` : ""}`}>
      {formatQuantity(value, step)}
      {unit && <span className="unit">{unit}</span>}
    </span>
  );
}
