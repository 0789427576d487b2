/** The activity of the whole app, and a portfolio's own. */
import type { Page } from "@playwright/test";

export function activityPage(page: Page) {
  return {
    open: () => page.goto("/activity"),
    openPortfolio: (portfolioId: string) => page.goto(`/portfolios/${portfolioId}/history`),
    rebalance: (name: RegExp) => page.getByRole("link", { name }).first(),
    byAutopilot: page.getByText(/autopilot/i).first(),
  };
}
