/** A run's store in memory, with the database's promises: each verb happens whole or not at all. For simulations. */
import { answerContext, applyAnswer } from "@/lib/engine/execution/apply-answer";
import { clientOrderId } from "@/lib/engine/execution/client-order-id";
import { transitionOrder, transitionRebalance } from "@/lib/engine/execution/life";
import type { OrderSize, RunEnd, RunStore } from "@/lib/engine/execution/ports";
import type { Run, RunOrder, StopReason } from "@/lib/engine/execution/run";
import type { PlannedOrder } from "@/lib/engine/model";
import type { Quantity } from "@/lib/money";

export function planOrder(rebalanceId: string, leg: PlannedOrder, attempt = 0): RunOrder {
  return {
    id: `${leg.leg}.${attempt}`,
    leg: leg.leg,
    attempt,
    venueId: leg.venueId,
    symbol: leg.symbol,
    base: leg.base,
    quote: leg.quote,
    side: leg.side,
    plannedQuantity: leg.quantity,
    quantity: null,
    limitPrice: leg.limitPrice,
    state: "planned",
    clientOrderId: clientOrderId(rebalanceId, leg.leg, attempt),
    venueOrderId: null,
    filled: "0" as Quantity,
    filledQuote: "0" as Quantity,
    intentAt: null,
    sentAt: null,
    answeredAt: null,
    doneAt: null,
    lookups: 0,
    notFound: 0,
    nextLookupAt: null,
    problem: null,
    fills: [],
  };
}

export class MemoryRunStore implements RunStore {
  run: Run;
  readonly log: string[] = [];
  differences: readonly unknown[] | null = null;
  whyEnded: StopReason | null = null;

  constructor(run: Run) {
    this.run = run;
  }

  requestStop(reason: StopReason): void {
    this.run = { ...this.run, stopReason: reason };
  }

  async load(): Promise<Run> {
    return this.run;
  }

  async commitStart(opening: Run["opening"]): Promise<void> {
    this.run = { ...this.run, state: transitionRebalance(this.run.state, "start"), opening };
  }

  async commitIntent(orderId: string, size: OrderSize, at: number): Promise<RunOrder | null> {
    if (this.run.state !== "executing" || this.run.stopReason) return null;
    const order = this.orderOf(orderId);
    return this.put({
      ...order,
      state: transitionOrder(order.state, "submit"),
      quantity: size.quantity,
      limitPrice: size.limitPrice,
      intentAt: at,
    });
  }

  async commitAnswer(...[orderId, answer, observed]: Parameters<RunStore["commitAnswer"]>): Promise<void> {
    const order = this.orderOf(orderId);
    const applied = applyAnswer(order, answer, answerContext(this.run.legs, this.run.orders, order, observed));
    if (applied.contradiction) throw new Error(JSON.stringify(applied.contradiction));
    this.put(applied.order);
    if (applied.event) this.log.push(`${observed.at} ${orderId} ${applied.event.event}`);
    if (applied.stop && this.run.state === "executing") await this.commitStop(applied.stop);
    else if (applied.next && this.run.state === "executing") {
      const leg = this.run.legs.find((each) => each.leg === order.leg)!;
      const next = planOrder(this.run.rebalanceId, leg, applied.next.attempt);
      const { plannedQuantity, notBefore } = applied.next;
      this.run = { ...this.run, orders: [...this.run.orders, { ...next, plannedQuantity, nextLookupAt: notBefore }] };
    }
  }

  async commitCancelRequested(orderId: string): Promise<void> {
    const order = this.orderOf(orderId);
    this.put({ ...order, state: transitionOrder(order.state, "cancelRequested") });
  }

  async commitDrop(...[orderId, reason, at]: Parameters<RunStore["commitDrop"]>): Promise<void> {
    const order = this.orderOf(orderId);
    const problem = { kind: "not-sent", reason, quote: order.quote } as const;
    this.put({ ...order, state: transitionOrder(order.state, "drop"), problem, doneAt: at });
  }

  async commitStop(reason: StopReason): Promise<void> {
    this.whyEnded = reason;
    this.run = { ...this.run, state: transitionRebalance(this.run.state, "stop") };
  }

  async notifyClockStep(stepMs: number, at: number): Promise<void> {
    this.log.push(`${at} clock-stepped ${Math.round(stepMs)}`);
  }

  async commitEnd(end: RunEnd): Promise<void> {
    this.run = { ...this.run, state: transitionRebalance(this.run.state, end.event) };
    this.differences = end.differences;
    this.whyEnded = end.reason ?? this.whyEnded;
  }

  private orderOf(orderId: string): RunOrder {
    const order = this.run.orders.find((each) => each.id === orderId);
    if (!order) throw new Error(`No order ${orderId}`);
    return order;
  }

  private put(order: RunOrder): RunOrder {
    this.run = { ...this.run, orders: this.run.orders.map((each) => (each.id === order.id ? order : each)) };
    return order;
  }
}
