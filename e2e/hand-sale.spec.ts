/** What happened on the account between proposal and approval: nothing is sent, and the fresh plan is offered. */
import { KEYS } from "./fixtures/exchange";
import { checkNow, listRebalances, readRebalance, sidesOf } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test("the owner sells half by hand, then approves the sale: no order, and a plan from what is there now", async ({
  page,
  exchange,
  proposal,
  stage,
}) => {
  const { portfolioId, rebalanceId, proposed } = await stage.proposal();
  expect(sidesOf(proposed)).toEqual(["sell BTC/USDT", "buy ETH/USDT"]);
  await proposal.open(rebalanceId);
  await exchange.command("trade", { apiKey: KEYS.apiKey, symbol: "BTCUSDT", side: "SELL", quantity: "0.5" });
  await proposal.approve(2);
  await expect(proposal.notApproved).toBeVisible();
  expect(await exchange.sent()).toHaveLength(0);

  // Bitcoin is short now, not over.
  await checkNow(page.request, portfolioId);
  const rows = await listRebalances(page.request, { portfolioId, state: "proposed" });
  const fresh = await Promise.all(rows.map(({ id }) => readRebalance(page.request, id)));
  expect(fresh.flatMap(sidesOf)).toContain("buy BTC/USDT");
  expect(fresh.flatMap(sidesOf)).not.toContain("sell BTC/USDT");
  expect(await exchange.sent()).toHaveLength(0);
});
