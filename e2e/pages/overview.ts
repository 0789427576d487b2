/** The first screen, and what stands around every other. */
import type { Page } from "@playwright/test";
import { unknownOrders } from "./unknown-orders";

export function overviewPage(page: Page) {
  const waiting = page.getByRole("region", { name: "Waiting for you" });
  return {
    waiting,
    reviewAll: () => waiting.getByRole("link", { name: /^Review/ }).click(),
    /** Beside Portfolios, on every page. */
    waitingCount: page.getByRole("link", { name: /^Waiting for approval: / }),
    rows: page.getByRole("region", { name: "Portfolios" }).getByRole("listitem"),
    open: () => page.goto("/"),
    goTo: (name: string) =>
      page.getByRole("navigation", { name: "Main", exact: true }).getByRole("link", { name }).click(),
    noPortfolio: page.getByText("No portfolio yet"),
    startOnPaper: () => page.getByRole("main").getByRole("link", { name: /paper/i }).first().click(),
    lookAround: page.getByRole("button", { name: "Look around with a year of history" }),
    building: page.getByRole("status").filter({ hasText: "Building a year" }),
    backToSandbox: page.getByRole("button", { name: "Go back to the sandbox" }),
    sandbox: page.getByRole("region", { name: "In the sandbox" }),
    async leaveSandbox() {
      await page.getByRole("region", { name: "In the sandbox" }).getByRole("button", { name: "Leave" }).click();
    },
    async removeSandbox() {
      await page.getByRole("region", { name: "In the sandbox" }).getByRole("button", { name: "Remove" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Remove the sandbox" }).click();
    },
    /** Said above every page, with the instant. */
    notAnswering: page.getByText(/Evenkeel is not answering since \d\d:\d\d/),
    venueHealth: page.getByRole("region", { name: "Venue health" }),
    unknownOrders: unknownOrders(page),
    async stopAllTrading() {
      await page.getByRole("button", { name: "Stop all trading" }).click();
      await page.getByRole("dialog").getByRole("button", { name: /Stop/ }).click();
    },
    resume: page.getByRole("button", { name: /Resume/ }),
  };
}
