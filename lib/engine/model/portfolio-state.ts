/** A portfolio among many: what its row is filed under, and where its prices and fills come from. */

/** From what needs its owner to what needs nobody. */
export const PORTFOLIO_STATES = ["waits", "trouble", "stopped", "trades", "holds"] as const;
export type PortfolioState = (typeof PORTFOLIO_STATES)[number];

export const PORTFOLIO_MODES = ["live", "paper-live-prices", "paper-simulated", "manual"] as const;
export type PortfolioMode = (typeof PORTFOLIO_MODES)[number];
