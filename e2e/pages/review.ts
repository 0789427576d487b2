/** The list of proposals that wait, and the approval of many at once. */
import type { Page } from "@playwright/test";

export function reviewPage(page: Page) {
  const bar = page.getByRole("region", { name: "Approve" });
  return {
    open: () => page.goto("/review"),
    nothing: page.getByText("Nothing waits for you."),
    bar,
    row: (portfolio: string) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name: portfolio }) }),
    choice: (portfolio: string) => page.getByRole("checkbox", { name: `Approve ${portfolio}`, exact: true }),
    approveButton: bar.getByRole("button", { name: /^Approve \d+ portfolios?$/ }),
    dialog: page.getByRole("dialog"),
    confirm: () =>
      page
        .getByRole("dialog")
        .getByRole("button", { name: /^Approve \d+ portfolios?$/ })
        .click(),
    approved: page.getByText("Approved."),
    refused: page.getByText(/^Not approved:/),
  };
}
