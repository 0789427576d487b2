import { formatQuantity } from "@/lib/format/number";
import { ExactDecimal, type ExactDecimalProps } from "./exact-decimal";

export function Quantity(props: ExactDecimalProps) {
  return <ExactDecimal {...props} format={formatQuantity} />;
}
