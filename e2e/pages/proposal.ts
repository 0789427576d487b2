/** A rebalance from its proposal to its end. */
import { expect, type Page } from "@playwright/test";

export function proposalPage(page: Page) {
  const approveButton = page.getByRole("button", { name: /^Approve \d trades?$/ });
  return {
    open: (rebalanceId: string) => page.goto(`/rebalances/${rebalanceId}`),
    heading: page.getByRole("heading", { level: 1 }),
    approveButton,
    async approve(trades: number) {
      await expect(approveButton).toHaveText(`Approve ${trades} ${trades === 1 ? "trade" : "trades"}`);
      await approveButton.click();
    },
    /** A controlled box: it follows once the rest is planned again. */
    toggleTrade: (name: RegExp) => page.getByRole("checkbox", { name }).click(),
    decline: () => page.getByRole("button", { name: "Decline", exact: true }).click(),
    declined: page.getByText("Declined. Nothing was traded."),
    settled: page.getByText("Settled. Every order is booked."),
    unknown: page.getByText("Unknown, checking with the exchange", { exact: false }),
    pricesMoved: page.getByText(/moved/).first(),
    marketClosed: page.getByText(/ETH\/USDT is closed at the venue/).first(),
    keyMovesMoney: page.getByText("The key for Binance can move money out.").first(),
    notApproved: page
      .getByRole("alert")
      .getByText(/not approved|no longer|changed/i)
      .first(),
    stop: () => page.getByRole("button", { name: "Stop before the next order" }).click(),
    stopping: page.getByText("stopping: no further order is sent"),
    stoppingButton: page.getByRole("button", { name: "Stopping" }),
    stopped: page.getByText("Stopped before the next order."),
    outcome: (text: RegExp) => page.getByText(text),
  };
}
