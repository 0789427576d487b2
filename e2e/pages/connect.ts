/** The form that connects an exchange. */
import type { Page } from "@playwright/test";

interface Keys {
  apiKey: string;
  secret: string;
}

export function connectPage(page: Page) {
  const apiKey = page.getByLabel("API key");
  return {
    open: () => page.goto("/venues/connect"),
    openBinance: () => page.goto("/venues/connect?exchange=binance"),
    async chooseBinance() {
      await page.getByRole("searchbox").fill("binance");
      await page.getByRole("button", { name: "Binance", exact: true }).click();
    },
    async submit(keys: Keys) {
      await apiKey.fill(keys.apiKey);
      await page.getByLabel("Secret", { exact: false }).first().fill(keys.secret);
      await page.getByRole("button", { name: "Test and connect Binance" }).click();
    },
    apiKey,
    nothingSaved: page.getByText("nothing was saved"),
    canWithdraw: page.getByText(/withdraw/i).last(),
  };
}
