/** What the exchange and the machine do to an order on its way, and what must come out all the same. */

import { mutate } from "./fixtures/api";
import { signIn } from "./fixtures/app";
import { KEYS, MOVED } from "./fixtures/exchange";
import { checkNow, readRebalance, stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test("a crash in mid-execution ends with exactly the planned orders", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  const planned = await readRebalance(page.request, rebalanceId ?? "");
  // The exchange executes the first order, never answers and hides it: in that silence the process dies.
  await exchange.command("faults", { method: "POST", path: "/api/v3/order", kind: { do: "drop-after" } });
  await exchange.command("hide-orders", { ms: 15_000 });
  await mutate(page.request, "rebalances.approve", { rebalanceId, planHash: planned.plan.planHash });
  await expect.poll(async () => (await exchange.orders()).length).toBe(1);
  await app.stop("SIGKILL");
  await app.start();
  await signIn(page.request, app, "sign-in/email");
  await page.goto(`/rebalances/${rebalanceId}`);
  await expect(page.getByText("Settled. Every order is booked.")).toBeVisible({ timeout: 60_000 });
  const orders = await exchange.orders();
  expect(orders.map(({ side, symbol }) => `${side} ${symbol}`)).toEqual(["SELL BTCUSDT", "BUY ETHUSDT"]);
  expect(orders.map(({ origQty }) => Number(origQty))).toEqual(
    planned.plan.orders.map(({ quantity }) => Number(quantity)),
  );
});

test("an order whose answer is lost is asked for, never sent again", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  await exchange.command("faults", { method: "POST", path: "/api/v3/order", kind: { do: "drop-after" } });
  await exchange.command("hide-orders", { ms: 3_000 });
  await page.goto(`/rebalances/${rebalanceId}`);
  await page.getByRole("button", { name: "Approve 2 trades" }).click();
  await expect(page.getByText("Unknown, asking the exchange", { exact: false })).toBeVisible();
  await expect(page.getByText("Settled. Every order is booked.")).toBeVisible({ timeout: 60_000 });
  expect(await exchange.orders()).toHaveLength(2);
});

test("Stop before the next order lets the one on its way end, and sends no other", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  // The exchange executes the first order and takes its time to say so.
  await exchange.command("faults", { method: "POST", path: "/api/v3/order", kind: { do: "hold" } });
  await page.goto(`/rebalances/${rebalanceId}`);
  await page.getByRole("button", { name: "Approve 2 trades" }).click();
  await expect.poll(async () => (await exchange.orders()).length).toBe(1);
  await page.getByRole("button", { name: "Stop before the next order" }).click();
  await expect(page.getByText("stopping: no further order is sent")).toBeVisible();
  await expect(page.getByRole("button", { name: "Stopping" })).toBeDisabled();
  await exchange.command("release");

  await expect(page.getByText("Stopped before the next order.")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/Ada Owner stopped it; 1 of 2 trades done; the purchase of Ethereum/)).toBeVisible();
  expect((await exchange.orders()).map(({ side, symbol, status }) => `${side} ${symbol} ${status}`)).toEqual([
    "SELL BTCUSDT FILLED",
  ]);
  const { state, orders } = await readRebalance(page.request, rebalanceId ?? "");
  expect([state, ...orders.map((order) => `${order.symbol} ${order.state}`)]).toEqual([
    "stopped",
    "BTC/USDT filled",
    "ETH/USDT dropped",
  ]);
  // What was sold is booked and nothing else has moved.
  expect((await exchange.balances(KEYS.apiKey)).ETH).toEqual({ free: "10.00000000", locked: "0.00000000" });
});

test("a missing price holds, says which, and trades nothing", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);
  for (const symbol of ["ETHUSDT", "ETHUSDC", "ETHBTC"]) await exchange.command("remove-price", { symbol });
  await page.goto(`/portfolios/${portfolioId}`);
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(
    page
      .getByText(/ETH|Ethereum/)
      .and(page.getByText(/price/i))
      .first(),
  ).toBeVisible();
  expect(await exchange.orders()).toHaveLength(0);
});

test("Stop all trading blocks the approval and is seen on every page", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  await page.goto("/");
  await page.getByRole("button", { name: "Stop all trading" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /Stop/ }).click();
  await expect(page.getByRole("button", { name: /Resume/ })).toBeVisible();
  const planned = await readRebalance(page.request, rebalanceId ?? "");
  await expect(
    mutate(page.request, "rebalances.approve", { rebalanceId, planHash: planned.plan.planHash }),
  ).rejects.toThrow(/stop/i);
  expect(await exchange.orders()).toHaveLength(0);
});
