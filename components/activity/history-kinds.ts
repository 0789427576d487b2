/** What the history of a portfolio is told as, in the order of its tabs; the name is the address's. */
export const HISTORY_TABS = ["rebalances", "orders", "cash-flows", "fees", "decisions"] as const;
export type HistoryTab = (typeof HISTORY_TABS)[number];
