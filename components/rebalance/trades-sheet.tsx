"use client";
import { Bps } from "@/components/figures/bps";
import { Money } from "@/components/figures/money";
import { Price } from "@/components/figures/price";
import { Quantity } from "@/components/figures/quantity";
import { Checkbox } from "@/components/ui/checkbox";
import { cx } from "@/components/ui/cx";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { Table, Td, Th } from "@/components/ui/table";
import type { PlannedOrder } from "@/lib/engine/model";
import { assetName } from "@/lib/format/asset-names";
import { describeCarried } from "@/lib/format/describe-carried";
import { toFloat } from "@/lib/money";
import type { RebalanceView } from "@/lib/schemas/views";
import { count } from "./order-track";
import { reasonInWords } from "./words";

export interface LegRef {
  asset: string;
  side: "buy" | "sell";
}

interface TradesSheetProps {
  view: RebalanceView;
  /** Set while the owner may still choose; absent once decided. */
  onLeaveOut?: (legs: readonly LegRef[]) => void;
  isPlanning: boolean;
}

const isSameLeg = (left: { asset: string; side: string }, right: { asset: string; side: string }) =>
  left.asset === right.asset && left.side === right.side;

export function TradesSheet({ view, onLeaveOut, isPlanning }: TradesSheetProps) {
  const { plan, leftOut, baseCurrency } = view;
  const out: LegRef[] = leftOut.map((leg) => ({ asset: leg.asset, side: leg.side === "sell" ? "sell" : "buy" }));
  const toggle = (leg: LegRef, isKept: boolean) =>
    onLeaveOut?.(isKept ? out.filter((each) => !isSameLeg(each, leg)) : [...out, leg]);
  const carried = plan.carried.filter((each) => each.reason.kind !== "left-out");
  return (
    <Sheet labelledBy="h-trades" aria-busy={isPlanning}>
      <SheetHead
        id="h-trades"
        title="Trades"
        hint={onLeaveOut && plan.orders.length > 0 ? "untick to leave one out; the rest is planned again" : undefined}
      />
      {plan.orders.length + out.length > 0 ? (
        <Table isStacked className={cx("legs", isPlanning && "is-stale")}>
          <thead>
            <tr>
              <Th>Trade</Th>
              <Th>Market</Th>
              <Th isNumeric>Quantity</Th>
              <Th isNumeric>Est. price</Th>
              <Th isNumeric>Notional</Th>
              <Th isNumeric>Fee</Th>
              <Th isNumeric>Half spread</Th>
              <Th>Reason</Th>
            </tr>
          </thead>
          <tbody>
            {plan.orders.map((order) => (
              <LegRow
                key={order.leg}
                order={order}
                view={view}
                onToggle={onLeaveOut && ((kept) => toggle(legOf(order), kept))}
              />
            ))}
            {out.map((leg) => (
              <tr key={`${leg.side} ${leg.asset}`} className="left-out">
                <Td place={1}>
                  <Trade leg={leg} isKept={false} onToggle={onLeaveOut && ((kept) => toggle(leg, kept))} />
                </Td>
                <Td place={2} colSpan={7}>
                  left out
                </Td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <Td place={1}>{count(plan.orders.length, "trade")}</Td>
              <Td place="hide" colSpan={3} />
              <Td place={2} isNumeric>
                <Money value={plan.tradedBase} />
              </Td>
              <Td place="hide" isNumeric>
                <Money value={plan.cost.fees} />
              </Td>
              <Td place="hide" isNumeric>
                <Money value={plan.cost.spread} unit={baseCurrency} />
              </Td>
              <Td place="hide" className="faint font-normal">
                all in {baseCurrency}
              </Td>
            </tr>
          </tfoot>
        </Table>
      ) : (
        <SheetBody>
          <p className="soft">No trade is worth making now.</p>
        </SheetBody>
      )}
      {carried.length > 0 && (
        <SheetBody className="pt-3">
          <h3 className="medium">Not traded now</h3>
          <ul className="soft">
            {carried.map((each) => (
              <li key={`${each.side} ${each.asset} ${each.reason.kind}`}>{describeCarried(each, baseCurrency)}</li>
            ))}
          </ul>
        </SheetBody>
      )}
    </Sheet>
  );
}

/** The asset whose weight the trade changes: what is sold, or what is bought. */
const legOf = (order: PlannedOrder): LegRef => ({ asset: order.base, side: order.side });

function LegRow({
  order,
  view,
  onToggle,
}: {
  order: PlannedOrder;
  view: RebalanceView;
  onToggle?: (isKept: boolean) => void;
}) {
  const venue = view.venues.find((each) => each.id === order.venueId)?.name;
  const spreadBps =
    toFloat(order.notionalBase) > 0 ? (toFloat(order.spreadBase) / toFloat(order.notionalBase)) * 10_000 : 0;
  return (
    <tr>
      <Td place={1}>
        <Trade leg={legOf(order)} isKept onToggle={onToggle} />
      </Td>
      <Td place="hide" className="soft">
        {order.symbol.replace("/", "-")}
        {venue && <span className="sub">{venue}</span>}
      </Td>
      <Td place={3} isNumeric>
        <Quantity value={order.quantity} unit={order.base} />
      </Td>
      <Td place={4} isNumeric>
        <Price value={order.expectedPrice} />
      </Td>
      <Td place={2} isNumeric className="medium">
        <Money value={order.notionalBase} />
      </Td>
      <Td place="hide" isNumeric>
        <Money value={order.feeBase} />
      </Td>
      <Td place="hide" isNumeric>
        <Bps value={spreadBps} />
      </Td>
      <Td place={5} className="soft">
        {reasonInWords(order.reason)}
      </Td>
    </tr>
  );
}

function Trade({ leg, isKept, onToggle }: { leg: LegRef; isKept: boolean; onToggle?: (isKept: boolean) => void }) {
  const words = (
    <span className="asset">
      <span className="side">{leg.side === "sell" ? "Sell" : "Buy"}</span>
      <b>{assetName(leg.asset)}</b>
    </span>
  );
  if (!onToggle) return words;
  return (
    <Checkbox checked={isKept} onChange={onToggle} aria-label={`Include ${leg.side} ${assetName(leg.asset)}`}>
      {words}
    </Checkbox>
  );
}
