"use client";
import { Bps } from "@/components/figures/bps";
import { Money } from "@/components/figures/money";
import { Price } from "@/components/figures/price";
import { Quantity } from "@/components/figures/quantity";
import { AssetName } from "@/components/ui/asset-name";
import { Checkbox } from "@/components/ui/checkbox";
import { Subline } from "@/components/ui/subline";
import { Td } from "@/components/ui/table";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { PlannedOrder } from "@/lib/engine/model";
import { assetName } from "@/lib/format/asset-names";
import { describeOrderReason } from "@/lib/format/describe-order";
import { describePurchaseOrder, isFirstPurchase } from "@/lib/format/first-purchase";
import { toFloat } from "@/lib/money";
import type { RebalanceView } from "./types";

export interface LegRef {
  asset: string;
  side: "buy" | "sell";
}

/** The asset whose weight the trade changes: what is sold, or what is bought. */
export const legOf = (order: PlannedOrder): LegRef => ({ asset: order.base, side: order.side });

interface LegRowProps {
  order: PlannedOrder;
  /** As shown: rounded so that the column adds up. */
  notional: string;
  fee: string;
  view: RebalanceView;
  onToggle?: (isKept: boolean) => void;
}

export function LegRow({ order, notional, fee, view, onToggle }: LegRowProps) {
  const venue = view.venues.find((each) => each.id === order.venueId)?.name;
  const spreadBps =
    toFloat(order.notionalBase) > 0 ? (toFloat(order.spreadBase) / toFloat(order.notionalBase)) * 10_000 : 0;
  return (
    <tr>
      <Td place={1}>
        <Trade leg={legOf(order)} isKept onToggle={onToggle} />
      </Td>
      <Td place="hide" className="text-text-soft">
        {order.symbol.replace("/", "-")}
        {venue && <Subline>{venue}</Subline>}
      </Td>
      <Td place={3} isNumeric>
        <Quantity value={order.quantity} unit={order.base} />
      </Td>
      <Td place={4} isNumeric>
        <Price value={order.expectedPrice} />
      </Td>
      <Td place={2} isNumeric className="font-medium">
        <Money value={notional} />
      </Td>
      <Td place="hide" isNumeric>
        <Money value={fee} />
      </Td>
      <Td place="hide" isNumeric>
        <Bps value={spreadBps} />
      </Td>
      <Td place={5} className="text-text-soft">
        {isFirstPurchase(view.reasons)
          ? describePurchaseOrder(order.reason, view.plan.after)
          : describeOrderReason(order.reason)}
      </Td>
    </tr>
  );
}

/** In a column of its own width, so that names stand under each other. */
export function Side({ side }: { side: "buy" | "sell" }) {
  return <span className="inline-block w-7 text-text-soft">{side === "sell" ? "Sell" : "Buy"}</span>;
}

export function Trade({
  leg,
  isKept,
  onToggle,
}: {
  leg: LegRef;
  isKept: boolean;
  onToggle?: (isKept: boolean) => void;
}) {
  const isHydrated = useHydrated();
  const label = (
    <AssetName
      className={isKept ? undefined : "text-text-faint [&>b]:line-through"}
      lead={<Side side={leg.side} />}
      name={assetName(leg.asset)}
    />
  );
  if (!onToggle) return label;
  return (
    <Checkbox
      disabled={!isHydrated}
      className="items-center [&>input]:mt-0"
      checked={isKept}
      onChange={onToggle}
      aria-label={`Include ${leg.side} ${assetName(leg.asset)}`}
    >
      {label}
    </Checkbox>
  );
}
