/** A key that is refused is told as that and not asked again and again; one that gained a right is not traded with. */
import { KEYS, MOVED } from "./fixtures/exchange";
import { checkNow, stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const { apiKey } = KEYS;

interface Asked {
  at: number;
  path: string;
  params: Record<string, string>;
}

test("a revoked key is asked at most twice, told as refused, and works again once tested", async ({
  page,
  app,
  exchange,
}) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange, { autonomy: "auto" });
  const revokedAt = Date.now();
  await exchange.command("revoke-key", { apiKey });
  await page.goto(`/portfolios/${portfolioId}`);
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByText(/Binance has refused the key since \d\d:\d\d/).first()).toBeVisible();
  for (const _ of [1, 2, 3]) await checkNow(page.request, portfolioId);
  const asked = await exchange.query<Asked[]>("requests");
  const signed = asked.filter(({ at, params }) => at >= revokedAt && params.timestamp !== undefined);
  expect(signed.length).toBeLessThanOrEqual(2);

  await exchange.command("revoke-key", { apiKey, on: false });
  await page.goto("/venues");
  await page.getByRole("button", { name: /^Test/ }).first().click();
  await expect(page.getByText(/cannot withdraw/).first()).toBeVisible();
  await page.goto(`/portfolios/${portfolioId}`);
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByText(/Holding\./).first()).toBeVisible();
});

test("a key that gained the right to withdraw is caught before the next order", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  await page.goto(`/rebalances/${rebalanceId}`);
  await exchange.command("restrictions", { apiKey, restrictions: { enableWithdrawals: true } });
  await page.getByRole("button", { name: "Approve 2 trades" }).click();
  await expect(page.getByText("The key for Binance can move money out.").first()).toBeVisible({ timeout: 60_000 });
  expect(await exchange.sent()).toHaveLength(0);
});
