import type { PortfolioStatus } from "./types";

/** A hold that is no rest: something is suspect, or books and venue are apart. */
export const isWorrying = (status: PortfolioStatus): boolean =>
  status.kind === "holding" &&
  status.reasons.some(({ kind }) => kind === "unconfirmed" || kind === "unexplained-difference");
