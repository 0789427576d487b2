"use client";
import Link from "next/link";
import { Money } from "@/components/figures/money";
import { Price } from "@/components/figures/price";
import { Quantity } from "@/components/figures/quantity";
import { Time } from "@/components/figures/time";
import { filledShare } from "@/components/rebalance/order-track";
import { useTRPCClient } from "@/components/trpc/client";
import { Chip } from "@/components/ui/chip";
import { Subline } from "@/components/ui/subline";
import { Table, Td, Th } from "@/components/ui/table";
import { assetName } from "@/lib/engine/model";
import { describeOrderState } from "@/lib/format/describe-order";
import { describeOrderProblem } from "@/lib/format/describe-order-problem";
import { divideDown, isPositive } from "@/lib/money";
import { LoadMore } from "./load-more";
import type { OrderFilter, OrderRow } from "./types";
import { type Page, useOlder } from "./use-older";

interface OrderHistoryProps {
  first: Page<OrderRow>;
  filter: OrderFilter;
}

/** Every order ever made for this portfolio, and what became of it. */
export function OrderHistory({ first, filter }: OrderHistoryProps) {
  const client = useTRPCClient();
  const { rows, ...more } = useOlder<OrderRow>(first, async (cursor) => {
    const page = await client.orders.list.query({ ...filter, cursor });
    return { rows: page.orders, nextCursor: page.nextCursor };
  });
  return (
    <>
      <Table isStacked aria-label="Orders">
        <thead>
          <tr>
            <Th>Sent</Th>
            <Th>Order</Th>
            <Th>Market</Th>
            <Th>State</Th>
            <Th isNumeric>Filled</Th>
            <Th isNumeric>Price</Th>
            <Th isNumeric>Notional</Th>
            <Th isNumeric>Fee</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((order) => (
            <OrderLine key={order.id} order={order} />
          ))}
        </tbody>
      </Table>
      <LoadMore {...more} what="orders" />
    </>
  );
}

function OrderLine({ order }: { order: OrderRow }) {
  const isFilled = isPositive(order.filled) && isPositive(order.filledQuote);
  const tone = orderTone(order);
  const text = describeOrderState(order.state, filledShare(order));
  return (
    <tr>
      <Td place={3} className="text-text-faint">
        {order.sentAt === null && order.intentAt === null ? "not sent" : <Time at={order.sentAt ?? order.intentAt} />}
      </Td>
      <Td place={1}>
        <Link className="hover:underline hover:underline-offset-3" href={`/rebalances/${order.rebalanceId}`}>
          <span className="text-text-soft">{order.side === "sell" ? "Sell" : "Buy"}</span>{" "}
          <span className="font-medium">{assetName(order.base)}</span>
        </Link>
      </Td>
      <Td place="hide">
        {order.symbol.replace("/", "-")}
        <Subline>{order.venueName}</Subline>
      </Td>
      <Td place={4}>
        {tone === "neutral" ? <span className="text-text-soft">{text}</span> : <Chip tone={tone}>{text}</Chip>}
        {order.doneAt !== null && order.problem && <Subline>{describeOrderProblem(order.problem)}</Subline>}
      </Td>
      <Td place={5} isNumeric className="max-md:text-left">
        <Quantity value={isFilled ? order.filled : (order.quantity ?? order.plannedQuantity)} unit={order.base} />
        {!isFilled && <span className="text-text-faint"> planned</span>}
        <span className="text-text-faint md:hidden">, {order.venueName}</span>
      </Td>
      <Td place="hide" isNumeric>
        {isFilled ? (
          <Price value={divideDown(order.filledQuote, order.filled, 12)} />
        ) : (
          <span className="text-text-faint">–</span>
        )}
      </Td>
      <Td place={2} isNumeric>
        {isFilled ? <Money value={order.filledQuote} unit={order.quote} /> : <span className="text-text-faint">–</span>}
      </Td>
      <Td place="hide" isNumeric>
        {order.fees.length === 0 ? (
          <span className="text-text-faint">–</span>
        ) : (
          order.fees.map((fee) => <Quantity key={fee.asset} value={fee.quantity} unit={fee.asset} />)
        )}
      </Td>
    </tr>
  );
}

function orderTone(order: Pick<OrderRow, "state">): "warning" | "negative" | "neutral" {
  if (order.state === "unknown") return "warning";
  return order.state === "halted" || order.state === "rejected" ? "negative" : "neutral";
}
