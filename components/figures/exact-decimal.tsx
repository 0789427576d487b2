import { Unit } from "@/components/ui/unit";
import { groupDigits } from "@/lib/format/number";
import { Unknown } from "./unknown";

export interface ExactDecimalProps {
  value: string | null;
  /** The market's step, which decides the decimals shown. */
  step?: string;
  unit?: string;
}

/** A decimal as its market counts it; every digit of it in the title. */
export function ExactDecimal({
  value,
  step,
  unit,
  format,
}: ExactDecimalProps & { format: (value: string, step?: string) => string }) {
  if (value === null) return <Unknown />;
  return (
    <span className="tabular-nums whitespace-nowrap" title={`${groupDigits(value)}${unit ? ` ${unit}` : ""}`}>
      {format(value, step)}
      {unit && <Unit>{unit}</Unit>}
    </span>
  );
}
