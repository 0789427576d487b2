/** Keys and exchanges that cannot be used are refused before anything is stored, with a sentence that says what to do. */
import type { Page } from "@playwright/test";
import { query } from "./fixtures/api";
import { signIn } from "./fixtures/app";
import { KEYS, openAccount } from "./fixtures/exchange";
import { expect, test } from "./fixtures/test";

async function tryToConnect(page: Page, keys: typeof KEYS) {
  await page.goto("/venues/connect?exchange=binance");
  await page.getByLabel("API key").fill(keys.apiKey);
  await page.getByLabel("Secret", { exact: false }).first().fill(keys.secret);
  await page.getByRole("button", { name: "Test and connect Binance" }).click();
}

test("a key that can withdraw is refused", async ({ page, app, exchange }) => {
  await signIn(page.request, app);
  await openAccount(exchange, { enableWithdrawals: true });
  await tryToConnect(page, KEYS);
  await expect(page.getByText("nothing was saved")).toBeVisible();
  await expect(page.getByText(/withdraw/i).last()).toBeVisible();
  expect(await query<unknown[]>(page.request, "venues.list")).toHaveLength(0);
});

test("a wrong key is refused, and the log knows neither key nor signature", async ({ page, app, exchange }) => {
  await signIn(page.request, app);
  await openAccount(exchange);
  await tryToConnect(page, { apiKey: "noSuchKeyAtAll", secret: "someOtherSecret" });
  await expect(page.getByText("nothing was saved")).toBeVisible();
  expect(await query<unknown[]>(page.request, "venues.list")).toHaveLength(0);
  expect(app.output()).not.toContain("noSuchKeyAtAll");
  expect(app.output()).not.toMatch(/signature=[0-9a-f]{16}/);
});

test("an exchange that cannot be reached is said, and nothing is lost from the form", async ({
  page,
  app,
  exchange,
}) => {
  await signIn(page.request, app);
  await exchange.remove();
  await tryToConnect(page, KEYS);
  await expect(page.getByText("nothing was saved")).toBeVisible();
  await expect(page.getByLabel("API key")).toHaveValue(KEYS.apiKey);
});
