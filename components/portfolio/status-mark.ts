/** The mark before what a portfolio says of itself, and the colour it is said in. */
import { isWorrying } from "./is-worrying";
import type { PortfolioStatus } from "./types";

const MARKS = {
  proposed: "warn",
  executing: "ok",
  blocked: "warn",
  holding: "ok",
  broken: "stop",
  stopped: "stop",
  unchecked: "wait",
} as const satisfies Record<PortfolioStatus["kind"], string>;

/** A purchase that waits is no warning: nothing has strayed. */
export const isFirstPurchase = (status: PortfolioStatus) => status.kind === "proposed" && status.isFirstPurchase;

export function markOf(status: PortfolioStatus) {
  if (isFirstPurchase(status)) return "wait";
  return isWorrying(status) ? "warn" : MARKS[status.kind];
}

export function headlineClass(status: PortfolioStatus): string | undefined {
  if (status.kind !== "proposed") return undefined;
  return status.isFirstPurchase ? "font-medium text-accent" : "font-medium text-warning";
}
