"use client";
import { Money } from "@/components/figures/money";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Table, Td, Th } from "@/components/ui/table";
import { describeDeferral } from "@/lib/format/describe-deferral";
import { plural } from "@/lib/format/plural";
import { type LegRef, LegRow, legOf, Trade } from "./leg-row";
import { shownPlan } from "./shown-plan";
import type { RebalanceView } from "./types";

interface TradesCardProps {
  view: RebalanceView;
  /** Set while the owner may still choose; absent once decided. */
  onLeaveOut?: (legs: readonly LegRef[]) => void;
  isPlanning: boolean;
}

/** Rows of 44 px, since each may hold a box to tick; on a phone the figures stand under the trade's name. */
const LEGS =
  "transition-opacity duration-(--duration-steady) md:[&_:is(td,th)]:px-2 md:[&_:is(td,th):first-child]:pl-5 md:[&_:is(td,th):last-child]:pr-5 md:[&_tbody_td]:h-11 max-md:[&_td:is([data-place='3'],[data-place='5'])]:pl-6.25";

const isSameLeg = (left: { asset: string; side: string }, right: { asset: string; side: string }) =>
  left.asset === right.asset && left.side === right.side;

export function TradesCard({ view, onLeaveOut, isPlanning }: TradesCardProps) {
  const { plan, leftOut, baseCurrency } = view;
  const out: LegRef[] = leftOut.map((leg) => ({ asset: leg.asset, side: leg.side === "sell" ? "sell" : "buy" }));
  const toggle = (leg: LegRef, isKept: boolean) =>
    onLeaveOut?.(isKept ? out.filter((each) => !isSameLeg(each, leg)) : [...out, leg]);
  const shown = shownPlan(plan);
  const deferred = plan.deferred.filter((each) => each.reason.kind !== "left-out");
  return (
    <Card labelledBy="h-trades" aria-busy={isPlanning}>
      <CardHeader
        id="h-trades"
        title="Trades"
        hint={onLeaveOut && plan.orders.length > 0 ? "untick to leave one out; the rest is planned again" : undefined}
      />
      {plan.orders.length + out.length > 0 ? (
        <Table isStacked className={cx(LEGS, isPlanning && "opacity-50")}>
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
            {plan.orders.map((order, index) => (
              <LegRow
                key={order.leg}
                order={order}
                notional={shown.notionals[index] ?? order.notionalBase}
                fee={shown.fees[index] ?? order.feeBase}
                view={view}
                onToggle={onLeaveOut && ((kept) => toggle(legOf(order), kept))}
              />
            ))}
            {out.map((leg) => (
              <tr key={`${leg.side} ${leg.asset}`} className="text-text-faint">
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
              <Td place={1}>{plural(plan.orders.length, "trade")}</Td>
              <Td place="hide" colSpan={3} />
              <Td place={2} isNumeric>
                <Money value={shown.traded} />
              </Td>
              <Td place="hide" isNumeric>
                <Money value={shown.feeTotal} />
              </Td>
              <Td place="hide" isNumeric>
                <Money value={shown.spreadTotal} unit={baseCurrency} />
              </Td>
              <Td place="hide" className="text-text-faint font-normal">
                all in {baseCurrency}
              </Td>
            </tr>
          </tfoot>
        </Table>
      ) : (
        <CardBody>
          <p className="text-text-soft">No trade is worth making now.</p>
        </CardBody>
      )}
      {deferred.length > 0 && (
        <CardBody className="pt-3">
          <h3 className="font-medium">Not traded now</h3>
          <ul className="text-text-soft">
            {deferred.map((each) => (
              <li key={`${each.side} ${each.asset} ${each.reason.kind}`}>{describeDeferral(each, baseCurrency)}</li>
            ))}
          </ul>
        </CardBody>
      )}
    </Card>
  );
}
