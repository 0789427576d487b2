/** The mark before what a portfolio says of itself. */
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

export const markOf = (status: PortfolioStatus) => (isWorrying(status) ? "warn" : MARKS[status.kind]);
