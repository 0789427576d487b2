import { Quantity } from "@/components/figures/quantity";
import { Subline } from "@/components/ui/subline";

/** Fees that nobody priced then stand beside the sum: named, not dropped. */
export function UnvaluedFees({ fees }: { fees: readonly { asset: string; quantity: string }[] }) {
  return fees.map(({ asset, quantity }) => (
    <Subline key={asset}>
      and <Quantity value={quantity} unit={asset} />, not valued
    </Subline>
  ));
}
