/** What portfolios are filed under and sorted by, where a list of them is filtered. */
import type { PortfolioMode, PortfolioState } from "@/lib/engine/model";
import { PORTFOLIO_MODE_LABELS } from "./portfolio-modes";

export const PORTFOLIO_STATE_LABELS: Record<PortfolioState, string> = {
  waits: "Waits for you",
  trouble: "In trouble",
  stopped: "Stopped",
  trades: "Trading",
  holds: "Holding",
};

/** Real money needs no name elsewhere; in a choice it does. */
export const portfolioModeName = (mode: PortfolioMode): string =>
  mode === "live" ? "Real money" : PORTFOLIO_MODE_LABELS[mode].name;
