/** An order without an answer stands on every page that concerns it, from its first minute, and is never sent twice. */
import { tradesOf } from "./fixtures/exchange";
import { approveByApi } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test("overview, portfolio and venues say who is queried since when, and that nothing is needed", async ({
  page,
  exchange,
  overview,
  portfolio,
  venues,
  proposal,
  stage,
}) => {
  const { portfolioId, rebalanceId, proposed } = await stage.proposal();
  await exchange.command("faults", { method: "POST", path: "/api/v3/order", kind: { do: "drop-after" } });
  // Look-ups and balances know nothing of it for a while.
  await exchange.command("lag", { lookUpsMs: 20_000, balancesMs: 20_000, tradesMs: 20_000 });
  await approveByApi(page.request, proposed);
  await expect.poll(async () => (await exchange.sent()).length).toBe(1);
  for (const screen of [overview, portfolio, venues]) {
    await screen.open(portfolioId);
    await expect(screen.unknownOrders).toContainText(/Sale of Bitcoin: checking with Binance since \d\d:\d\d/);
    await expect(screen.unknownOrders).toContainText("nothing is needed from you");
  }
  await exchange.command("lag");
  await proposal.open(rebalanceId);
  await expect(proposal.settled).toBeVisible({ timeout: 120_000 });
  expect(tradesOf(await exchange.sent())).toEqual(["SELL BTCUSDT", "BUY ETHUSDT"]);
});
