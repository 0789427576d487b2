/**
 * A run written as a table, for tests that read like what they test:
 *
 *   holds  USDT 1000
 *   sell   BTC 0.1 @ 50000 limit 49500   filled 0.1 @ 50000
 *   buy    ETH 2 @ 2500 limit 2525
 *
 * One leg a line, in the plan's order. "filled <quantity> @ <price>" is an order that ended with that fill; without it
 * the order is still planned. Steps: BTC 0.00001, ETH 0.0001, everything else 0.01; no fees; minimum 5.
 */
import type { OpeningBalance, Run, RunOrder } from "@/lib/engine/execution/run";
import { DEFAULT_LIMITS, type PlannedOrder, type Side } from "@/lib/engine/model";
import { multiply, notional, price, type Quantity, quantity } from "@/lib/money";
import { aMarket, NOON } from "./builders";
import { planOrder } from "./memory-run-store";
import { aPlannedOrder } from "./planned-order";

const STEPS: Readonly<Record<string, string>> = { BTC: "0.00001", ETH: "0.0001" };
const LEG = /^(buy|sell)\s+(\w+)\s+(\S+)\s+@\s+(\S+)\s+limit\s+(\S+)(?:\s+filled\s+(\S+)\s+@\s+(\S+))?$/;

export function runTable(text: string): Run {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const opening: OpeningBalance[] = [];
  const legs: PlannedOrder[] = [];
  const orders: RunOrder[] = [];
  for (const line of lines) {
    if (line.startsWith("holds")) {
      opening.push(...readHoldings(line));
      continue;
    }
    const match = LEG.exec(line);
    if (!match) throw new Error(`Not a line of a run: ${line}`);
    const [, side, base, size, expected, limit, filled, at] = match;
    const leg = aPlannedOrder(legs.length, side as Side, base!, size!, expected!, limit!);
    legs.push(leg);
    orders.push(filled && at ? ended(planOrder("run", leg), filled, at) : planOrder("run", leg));
  }
  const markets = [...new Set(legs.map((leg) => leg.base))].map((base) =>
    aMarket(`${base}/USDT`, { quantityStep: quantity(STEPS[base] ?? "0.01"), notionalMin: notional("5") }),
  );
  return {
    rebalanceId: "run",
    state: "executing",
    approvedAt: NOON,
    stopReason: null,
    legs,
    orders,
    markets,
    opening,
    limits: DEFAULT_LIMITS,
  };
}

function readHoldings(line: string): OpeningBalance[] {
  const cells = line.split(/\s+/).slice(1);
  return cells.flatMap((asset, index) => {
    const held = cells[index + 1];
    return index % 2 === 0 && held ? [{ venueId: "v1", asset, free: quantity(held), total: quantity(held) }] : [];
  });
}

function ended(order: RunOrder, filled: string, at: string): RunOrder {
  const whole = filled === order.plannedQuantity;
  const fill = {
    fillId: `f${order.leg}`,
    quantity: quantity(filled),
    price: price(at),
    fee: quantity("0"),
    feeAsset: "USDT",
    at: NOON,
  };
  return {
    ...order,
    state: whole ? "filled" : "expired",
    quantity: order.plannedQuantity,
    filled: quantity(filled),
    filledQuote: multiply<Quantity>(filled, at),
    intentAt: NOON,
    doneAt: NOON,
    fills: filled === "0" ? [] : [fill],
  };
}
