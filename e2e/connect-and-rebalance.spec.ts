/** The story the house is built for: connect an exchange, drift, read the proposal, one click, and find it in the history. */
import { mutate } from "./fixtures/api";
import { signIn } from "./fixtures/app";
import { KEYS, MOVED, openAccount } from "./fixtures/exchange";
import { checkNow, type RebalanceFacts, readRebalance, stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test("an exchange is connected through its form and its balances appear", async ({ page, app, exchange }) => {
  await signIn(page.request, app);
  await openAccount(exchange);
  await page.goto("/venues/connect");
  await page.getByRole("searchbox").fill("binance");
  await page.getByRole("button", { name: "Binance", exact: true }).click();
  await page.getByLabel("API key").fill(KEYS.apiKey);
  await page.getByLabel("Secret", { exact: false }).first().fill(KEYS.secret);
  await page.getByRole("button", { name: "Test and connect Binance" }).click();
  await expect(page).toHaveURL(/\/venues$/);
  await expect(page.getByRole("heading", { name: "Binance" })).toBeVisible();
  await expect(page.getByText("cannot withdraw", { exact: false })).toBeVisible();
  expect(await page.content()).not.toContain(KEYS.secret);
});

test("a price move makes a proposal; one click trades exactly the plan; history shows it", async ({
  page,
  app,
  exchange,
}) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);

  await page.goto(`/portfolios/${portfolioId}`);
  await page.getByRole("button", { name: "Check now" }).click();
  await page.getByRole("link", { name: "Review" }).click();
  await expect(page).toHaveURL(/\/rebalances\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("back to target");
  const rebalanceId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const planned = await readRebalance(page.request, rebalanceId);
  expect(planned.plan.orders.map(({ symbol, side }) => `${side} ${symbol}`)).toEqual(["sell BTC/USDT", "buy ETH/USDT"]);

  await page.getByRole("button", { name: "Approve 2 trades" }).click();
  await expect(page.getByText("Settled. Every order is booked.")).toBeVisible();
  expect(sent(await exchange.orders())).toEqual(wanted(planned));

  await page.goto(`/portfolios/${portfolioId}/history`);
  await expect(page.getByRole("link", { name: /back to target/ }).first()).toBeVisible();
  await page.goto(`/portfolios/${portfolioId}`);
  await expect(page.getByText("Holding.", { exact: false }).first()).toBeVisible();
});

test("two tabs, a double click and a repeated request start one run", async ({ page, context, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  const second = await context.newPage();
  await Promise.all([page.goto(`/rebalances/${rebalanceId}`), second.goto(`/rebalances/${rebalanceId}`)]);
  const { plan } = await readRebalance(page.request, rebalanceId ?? "");
  // Held before the first press: whichever tab is quicker takes the other's button away.
  const buttons = await Promise.all(
    [page, second].map((tab) => tab.getByRole("button", { name: "Approve 2 trades" }).elementHandle()),
  );
  const press = (button: (typeof buttons)[number]) =>
    button?.evaluate((element) => {
      (element as HTMLButtonElement).click();
      (element as HTMLButtonElement).click();
    });
  const repeat = () => mutate(page.request, "rebalances.approve", { rebalanceId, planHash: plan.planHash });
  await Promise.all([...buttons.map(press), repeat(), repeat()]);
  await expect(page.getByText("Settled. Every order is booked.")).toBeVisible();
  expect(await exchange.orders()).toHaveLength(2);
});

test("prices that moved past tolerance refuse the approval and offer a fresh plan", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  await page.goto(`/rebalances/${rebalanceId}`);
  await exchange.command("prices", { assets: { BTC: "53000" }, spreadBps: 2 });
  await page.getByRole("button", { name: "Approve 2 trades" }).click();
  await expect(page.getByText(/moved/).first()).toBeVisible();
  expect(await exchange.orders()).toHaveLength(0);
});

test("a leg that is left out is not traded, and the rest is planned again", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  await page.goto(`/rebalances/${rebalanceId}`);
  // A controlled box: it follows once the rest is planned again.
  await page.getByRole("checkbox", { name: /buy Ether/i }).click();
  await page.getByRole("button", { name: "Approve 1 trade" }).click();
  await expect(page.getByText("Settled. Every order is booked.")).toBeVisible();
  expect((await exchange.orders()).map(({ side, symbol }) => `${side} ${symbol}`)).toEqual(["SELL BTCUSDT"]);
});

/** What the exchange got, and what the plan said: buys may only be smaller, by what the sale brought less. */
function sent(orders: readonly { symbol: string; side: string; origQty: string; price: string }[]) {
  return orders.map(({ symbol, side, origQty, price }) => `${side} ${Number(origQty)} ${symbol} at ${Number(price)}`);
}

function wanted({ plan }: RebalanceFacts) {
  return plan.orders.map(
    ({ symbol, side, quantity, limitPrice }) =>
      `${side.toUpperCase()} ${Number(quantity)} ${symbol.replace("/", "")} at ${Number(limitPrice)}`,
  );
}
