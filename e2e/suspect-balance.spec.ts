/** A balance that vanished without a trade or a withdrawal: asked again, counted as before, and handed to the owner. */
import type { Page } from "@playwright/test";
import { query } from "./fixtures/api";
import { KEYS } from "./fixtures/exchange";
import { stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const { apiKey } = KEYS;
const suspect = (page: Page) => page.getByRole("region", { name: "In doubt" });
const look = (page: Page) => page.getByRole("button", { name: "Check now" }).click();
const worthOf = async (page: Page, portfolioId: string) =>
  Number((await query<{ value: string | null }>(page.request, "portfolios.get", { portfolioId })).value);

test("a balance that is gone for a while sells nothing and buys nothing back", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange, { autonomy: "auto" });
  await exchange.command("lie-balances", { apiKey, asset: "BTC", isHidden: true });
  await page.goto(`/portfolios/${portfolioId}`);
  await look(page);
  await expect(suspect(page)).toContainText("Bitcoin");
  await expect(suspect(page)).toContainText("Binance");
  await expect(suspect(page)).toContainText("since");
  for (const _ of [1, 2]) await look(page);
  await expect(suspect(page)).toBeVisible();
  expect(await worthOf(page, portfolioId)).toBeCloseTo(100_000, -2);
  await page.goto("/venues");
  await expect(page.getByRole("row", { name: /Bitcoin/ })).toContainText(
    "In doubt: shown 0, counted as last confirmed",
  );
  await expect(page.getByRole("row", { name: /^Total/ })).toContainText("100,000.00");

  await page.goto(`/portfolios/${portfolioId}`);
  await exchange.command("lie-balances", { apiKey, asset: "BTC" });
  await look(page);
  await expect(suspect(page)).toHaveCount(0);
  expect(await worthOf(page, portfolioId)).toBeCloseTo(100_000, -2);
  expect(await exchange.sent()).toHaveLength(0);
});

test("the owner says that it is gone; what the records tell needs no saying", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  // Half of it left the account, and the exchange's records do not tell how.
  await exchange.command("transfer", { apiKey, asset: "BTC", quantity: "0.5", kind: "withdrawal", isRecorded: false });
  await page.goto(`/portfolios/${portfolioId}`);
  await look(page);
  await expect(suspect(page)).toContainText("0.5");
  await suspect(page)
    .getByRole("button", { name: /^(It is gone: believe it|This balance is right)$/ })
    .click();
  await expect(suspect(page)).toHaveCount(0);
  await look(page);
  await expect.poll(() => worthOf(page, portfolioId)).toBeLessThan(75_100);

  // What the records tell, and a trade whose other side is in the same answer, are believed at once.
  await exchange.command("transfer", { apiKey, asset: "BTC", quantity: "0.25", kind: "withdrawal" });
  await exchange.command("trade", { apiKey, symbol: "ETHUSDT", side: "SELL", quantity: "4" });
  await look(page);
  await expect.poll(() => worthOf(page, portfolioId)).toBeLessThan(62_600);
  await expect(suspect(page)).toHaveCount(0);
  expect(await exchange.sent()).toHaveLength(0);
});
