/** Keys and exchanges that cannot be used are refused before anything is stored, with a sentence that says what to do. */
import { query } from "./fixtures/api";
import { KEYS } from "./fixtures/exchange";
import { expect, test } from "./fixtures/test";

test("a key that can withdraw is refused", async ({ page, connect, stage }) => {
  await stage.openAccount({ enableWithdrawals: true });
  await connect.openBinance();
  await connect.submit(KEYS);
  await expect(connect.nothingSaved).toBeVisible();
  await expect(connect.canWithdraw).toBeVisible();
  expect(await query<unknown[]>(page.request, "venues.list")).toHaveLength(0);
});

test("a wrong key is refused, and the log knows neither key nor signature", async ({ page, app, connect, stage }) => {
  await stage.openAccount();
  await connect.openBinance();
  await connect.submit({ apiKey: "noSuchKeyAtAll", secret: "someOtherSecret" });
  await expect(connect.nothingSaved).toBeVisible();
  expect(await query<unknown[]>(page.request, "venues.list")).toHaveLength(0);
  expect(app.output()).not.toContain("noSuchKeyAtAll");
  expect(app.output()).not.toMatch(/signature=[0-9a-f]{16}/);
});

test("an exchange that cannot be reached is said, and nothing is lost from the form", async ({
  exchange,
  connect,
  stage,
}) => {
  await stage.signIn();
  await exchange.remove();
  await connect.openBinance();
  await connect.submit(KEYS);
  await expect(connect.nothingSaved).toBeVisible();
  await expect(connect.apiKey).toHaveValue(KEYS.apiKey);
});
