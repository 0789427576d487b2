/** What the exchange and the machine do to an order on its way, and what must come out all the same. */
import { signIn } from "./fixtures/app";
import { KEYS, MOVED, tradesOf } from "./fixtures/exchange";
import { approveByApi, readRebalance } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test("a crash in mid-execution ends with exactly the planned orders", async ({
  page,
  app,
  exchange,
  proposal,
  stage,
}) => {
  const { rebalanceId, proposed } = await stage.proposal();
  // The exchange executes the first order, never answers and hides it: in that silence the process dies.
  await exchange.command("faults", { method: "POST", path: "/api/v3/order", kind: { do: "drop-after" } });
  await exchange.command("hide-orders", { ms: 15_000 });
  await approveByApi(page.request, proposed);
  await expect.poll(async () => (await exchange.orders()).length).toBe(1);
  await app.stop("SIGKILL");
  await app.start();
  await signIn(page.request, app, "sign-in/email");
  await proposal.open(rebalanceId);
  await expect(proposal.settled).toBeVisible({ timeout: 60_000 });
  const orders = await exchange.orders();
  expect(tradesOf(orders)).toEqual(["SELL BTCUSDT", "BUY ETHUSDT"]);
  expect(orders.map(({ origQty }) => Number(origQty))).toEqual(
    proposed.plan.orders.map(({ quantity }) => Number(quantity)),
  );
});

test("an order whose answer is lost is queried, never sent again", async ({ exchange, proposal, stage }) => {
  const { rebalanceId } = await stage.proposal();
  await exchange.command("faults", { method: "POST", path: "/api/v3/order", kind: { do: "drop-after" } });
  await exchange.command("hide-orders", { ms: 3_000 });
  await proposal.open(rebalanceId);
  await proposal.approve(2);
  await expect(proposal.unknown).toBeVisible();
  await expect(proposal.settled).toBeVisible({ timeout: 60_000 });
  expect(await exchange.orders()).toHaveLength(2);
});

test("Stop before the next order lets the one on its way end, and sends no other", async ({
  page,
  exchange,
  proposal,
  stage,
}) => {
  const { rebalanceId } = await stage.proposal();
  // The exchange executes the first order and takes its time to say so.
  await exchange.command("faults", { method: "POST", path: "/api/v3/order", kind: { do: "hold" } });
  await proposal.open(rebalanceId);
  await proposal.approve(2);
  await expect.poll(async () => (await exchange.orders()).length).toBe(1);
  await proposal.stop();
  await expect(proposal.stopping).toBeVisible();
  await expect(proposal.stoppingButton).toBeDisabled();
  await exchange.command("release");

  await expect(proposal.stopped).toBeVisible({ timeout: 60_000 });
  const outcome = /Ada Owner stopped it; 1 of 2 trades done; the purchase of Ethereum/;
  await expect(proposal.outcome(outcome)).toBeVisible();
  expect((await exchange.orders()).map(({ side, symbol, status }) => `${side} ${symbol} ${status}`)).toEqual([
    "SELL BTCUSDT FILLED",
  ]);
  const { state, orders } = await readRebalance(page.request, rebalanceId);
  expect([state, ...orders.map((order) => `${order.symbol} ${order.state}`)]).toEqual([
    "stopped",
    "BTC/USDT filled",
    "ETH/USDT dropped",
  ]);
  // What was sold is booked and nothing else has moved.
  expect((await exchange.balances(KEYS.apiKey)).ETH).toEqual({ free: "10.00000000", locked: "0.00000000" });
});

test("a missing price holds, says which, and trades nothing", async ({ exchange, portfolio, stage }) => {
  const { portfolioId } = await stage.fiftyThirtyTwenty();
  await exchange.command("prices", MOVED);
  for (const symbol of ["ETHUSDT", "ETHUSDC", "ETHBTC"]) await exchange.command("remove-price", { symbol });
  await portfolio.open(portfolioId);
  await portfolio.checkNow();
  await expect(portfolio.missingPrice).toBeVisible();
  expect(await exchange.orders()).toHaveLength(0);
});

test("Stop all trading blocks the approval and is seen on every page", async ({ page, exchange, overview, stage }) => {
  const { proposed } = await stage.proposal();
  await overview.open();
  await overview.stopAllTrading();
  await expect(overview.resume).toBeVisible();
  await expect(approveByApi(page.request, proposed)).rejects.toThrow(/stop/i);
  expect(await exchange.orders()).toHaveLength(0);
});
