import { Unit } from "@/components/ui/unit";
import { formatPrice, groupDigits } from "@/lib/format/number";
import { Unknown } from "./unknown";

export function Price({ value, step, unit }: { value: string | null; step?: string; unit?: string }) {
  if (value === null) return <Unknown />;
  return (
    <span className="tabular-nums whitespace-nowrap" title={`${groupDigits(value)}${unit ? ` ${unit}` : ""}`}>
      {formatPrice(value, step)}
      {unit && <Unit>{unit}</Unit>}
    </span>
  );
}
