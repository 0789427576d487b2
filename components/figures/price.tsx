import { formatPrice } from "@/lib/format/number";
import { ExactDecimal, type ExactDecimalProps } from "./exact-decimal";

export function Price(props: ExactDecimalProps) {
  return <ExactDecimal {...props} format={formatPrice} />;
}
