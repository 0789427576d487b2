/** What happened on the account between proposal and approval: nothing is sent, and the fresh plan is offered. */
import { query } from "./fixtures/api";
import { KEYS, MOVED } from "./fixtures/exchange";
import { checkNow, type RebalanceFacts, readRebalance, stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const sidesOf = ({ plan }: RebalanceFacts) => plan.orders.map(({ side, symbol }) => `${side} ${symbol}`);

test("the owner sells half by hand, then approves the sale: no order, and a plan from what is there now", async ({
  page,
  app,
  exchange,
}) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  const planned = await readRebalance(page.request, rebalanceId ?? "");
  expect(sidesOf(planned)).toEqual(["sell BTC/USDT", "buy ETH/USDT"]);
  await page.goto(`/rebalances/${rebalanceId}`);
  await exchange.command("trade", { apiKey: KEYS.apiKey, symbol: "BTCUSDT", side: "SELL", quantity: "0.5" });
  await page.getByRole("button", { name: "Approve 2 trades" }).click();
  await expect(
    page
      .getByRole("alert")
      .getByText(/not approved|no longer|changed/i)
      .first(),
  ).toBeVisible();
  expect(await exchange.sent()).toHaveLength(0);

  // Bitcoin is short now, not over.
  await checkNow(page.request, portfolioId);
  const { rows } = await query<{ rows: { id: string }[] }>(page.request, "rebalances.list", {
    portfolioId,
    state: "proposed",
  });
  const fresh = await Promise.all(rows.map((row) => readRebalance(page.request, row.id)));
  expect(fresh.flatMap(sidesOf)).toContain("buy BTC/USDT");
  expect(fresh.flatMap(sidesOf)).not.toContain("sell BTC/USDT");
  expect(await exchange.sent()).toHaveLength(0);
});
