/** The first screen, and what stands around every other. */
import type { Page } from "@playwright/test";
import { unknownOrders } from "./unknown-orders";

export function overviewPage(page: Page) {
  const waiting = page.getByRole("region", { name: "Waiting for you" });
  return {
    waiting,
    reviewAll: () => waiting.getByRole("link", { name: /^Review/ }).click(),
    rows: page.getByRole("region", { name: "Portfolios" }).getByRole("listitem"),
    open: () => page.goto("/"),
    goTo: (name: string) =>
      page.getByRole("navigation", { name: "Main", exact: true }).getByRole("link", { name }).click(),
    noPortfolio: page.getByText("No portfolio yet"),
    startOnPaper: () => page.getByRole("main").getByRole("link", { name: /paper/i }).first().click(),
    unknownOrders: unknownOrders(page),
    async stopAllTrading() {
      await page.getByRole("button", { name: "Stop all trading" }).click();
      await page.getByRole("dialog").getByRole("button", { name: /Stop/ }).click();
    },
    resume: page.getByRole("button", { name: /Resume/ }),
  };
}
