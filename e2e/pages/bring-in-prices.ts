/** The lab's dialog that fetches prices from an exchange or reads them from a file. */
import type { Page } from "@playwright/test";

export function bringInPrices(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Bring in prices" });
  return {
    dialog,
    exchange: dialog.getByLabel("Exchange"),
    assets: dialog.getByLabel("Assets"),
    press: (name: string) => dialog.getByRole("button", { name, exact: true }).click(),
    text: (text: string | RegExp) => dialog.getByText(text),
    problem: (name: string) => dialog.getByRole("row", { name }),
    drop: (name: string, content: string | Uint8Array) =>
      dialog.getByLabel(/Drop a CSV file/).setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) }),
    question: dialog.getByRole("region", { name: "A question about the file" }),
    answer: (choice: string | RegExp) => dialog.getByRole("button", { name: choice }).click(),
    name: (asset: string) => dialog.getByLabel("Whose prices").fill(asset),
    repair: (name: string, label: string) => dialog.getByLabel(name).selectOption({ label }),
  };
}
