/**
 * One order's way, as five steps: intent saved, sent, accepted, filled, booked. Each says how far it is, and when
 * it happened to the millisecond, because "was it sent?" is the question that matters when something goes wrong.
 */
import type { OrderState } from "@/lib/engine/model";
import { wholePercent } from "@/lib/format/describe-order";
import { plural } from "@/lib/format/plural";
import { divideDown, isPositive, multiply, subtract, toFloat } from "@/lib/money";
import type { OrderView } from "./types";

export type StepStatus = "done" | "now" | "part" | "queried" | "failed" | "todo";

export interface TrackStep {
  label: string;
  status: StepStatus;
  /** Epoch ms, or text where no instant applies. */
  at: number | null;
  note: string | null;
}

/** Ends without a full fill: what the step is called then. */
const UNFILLED: Partial<Record<OrderState, string>> = {
  rejected: "Refused",
  absent: "Never arrived",
  dropped: "Not sent",
  halted: "Halted",
};

export function trackOf(order: OrderView): TrackStep[] {
  const share = filledShare(order);
  const isEnded = order.doneAt !== null;
  const unfilled = UNFILLED[order.state];
  const isUnknown = order.state === "unknown";
  return [
    step("Intent saved", order.intentAt, order.state === "planned" ? "todo" : null, order.intentAt === null),
    order.state === "dropped"
      ? { label: "Not sent", status: "failed", at: order.doneAt, note: null }
      : step(
          "Sent",
          order.sentAt,
          order.sentAt === null && order.intentAt !== null ? "now" : null,
          order.sentAt === null,
        ),
    acceptedStep(order, isUnknown),
    {
      label: share > 0 ? `Filled ${wholePercent(share)} %` : "Filled",
      status:
        share >= 1
          ? "done"
          : isEnded
            ? share > 0
              ? "part"
              : "todo"
            : share > 0
              ? "part"
              : order.state === "open"
                ? "now"
                : "todo",
      at: isEnded && share > 0 ? order.doneAt : null,
      note:
        !isEnded && order.fillCount > 0
          ? plural(order.fillCount, "fill")
          : order.state === "expired" && share < 1
            ? "rest expired"
            : null,
    },
    {
      label: "Booked",
      status: order.fillCount > 0 && order.bookedCount === order.fillCount && isEnded ? "done" : "todo",
      at: order.fillCount > 0 && order.bookedCount === order.fillCount ? order.doneAt : null,
      note:
        unfilled || order.fillCount === 0 || order.bookedCount === order.fillCount
          ? null
          : `${order.bookedCount} of ${order.fillCount}`,
    },
  ];
}

function acceptedStep(order: OrderView, isUnknown: boolean): TrackStep {
  if (isUnknown) return { label: "Unknown", status: "queried", at: order.sentAt, note: null };
  const refused = order.state === "dropped" ? undefined : UNFILLED[order.state];
  if (refused) return { label: refused, status: "failed", at: order.answeredAt ?? order.doneAt, note: null };
  return step(
    "Accepted",
    order.answeredAt,
    order.state === "submitting" && order.sentAt !== null ? "now" : null,
    order.answeredAt === null,
  );
}

function step(label: string, at: number | null, override: StepStatus | null, isMissing: boolean): TrackStep {
  return { label, status: override ?? (isMissing ? "todo" : "done"), at, note: null };
}

/** Share of the order's own quantity that is filled, 0 to 1. */
export function filledShare(order: Pick<OrderView, "filled" | "quantity" | "plannedQuantity">): number {
  const whole = order.quantity ?? order.plannedQuantity;
  if (!isPositive(whole) || !isPositive(order.filled)) return 0;
  return Math.min(toFloat(divideDown(order.filled, whole, 12)), 1);
}

/** Quote units gained (or, negative, lost) against the planned price; null while nothing is filled. */
export function betterThanPlanned(order: OrderView, expectedPrice: string): string | null {
  if (!isPositive(order.filled) || !isPositive(order.filledQuote)) return null;
  const planned: string = multiply(order.filled, expectedPrice);
  const real: string = order.filledQuote;
  return order.side === "sell" ? subtract(real, planned) : subtract(planned, real);
}

export const isOrderEnded = (order: Pick<OrderView, "state">): boolean =>
  ["filled", "expired", "cancelled", "rejected", "absent", "dropped"].includes(order.state);

/** Over, and every fill of it in the books; what ended without a fill brought nothing to book. */
export const isOrderBooked = (order: Pick<OrderView, "state" | "fillCount" | "bookedCount">): boolean =>
  isOrderEnded(order) && order.fillCount > 0 && order.bookedCount === order.fillCount;
