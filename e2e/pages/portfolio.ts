/** A portfolio: what it is worth, whether it holds and why, what of it is suspect. */
import type { Page } from "@playwright/test";
import { unknownOrders } from "./unknown-orders";

export function portfolioPage(page: Page) {
  const suspect = page.getByRole("region", { name: "Suspect" });
  return {
    open: (portfolioId: string) => page.goto(`/portfolios/${portfolioId}`),
    checkNow: () => page.getByRole("button", { name: "Check now" }).click(),
    review: () => page.getByRole("link", { name: "Review" }).click(),
    holding: page.getByText(/(Holding|On target)\./).first(),
    partial: page.getByText("Partial").first(),
    firstPurchase: page.getByText("Your first purchase: 2 buys").first(),
    onTarget: page.getByText(/^On target\./).first(),
    waitingForYou: page.getByText("Waiting for you"),
    simulated: page.getByText(/simulated/i).first(),
    declined: page.getByText(/You declined/).first(),
    takeBackDecline: () => page.getByRole("button", { name: "Take it back" }).click(),
    keyRefused: page.getByText(/Binance has refused the key since \d\d:\d\d/).first(),
    notAnswering: page.getByText(/Binance has not answered since \d\d:\d\d/),
    missingPrice: page
      .getByText(/ETH|Ethereum/)
      .and(page.getByText(/price/i))
      .first(),
    unknownOrders: unknownOrders(page),
    suspect,
    acceptPrice: () => suspect.getByRole("button", { name: /^(It is right: use it|This price is right)$/ }).click(),
    acceptBalance: () =>
      suspect.getByRole("button", { name: /^(It is gone: believe it|This balance is right)$/ }).click(),
  };
}
