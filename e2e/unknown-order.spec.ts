/** An order without an answer stands on every page that concerns it, from its first minute, and is never sent twice. */
import { mutate } from "./fixtures/api";
import { MOVED } from "./fixtures/exchange";
import { checkNow, readRebalance, stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test("overview, portfolio and venue say who is asked since when, and that nothing is needed", async ({
  page,
  app,
  exchange,
}) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  const { plan } = await readRebalance(page.request, rebalanceId ?? "");
  await exchange.command("faults", { method: "POST", path: "/api/v3/order", kind: { do: "drop-after" } });
  // Look-ups and balances know nothing of it for a while.
  await exchange.command("lag", { lookUpsMs: 20_000, balancesMs: 20_000, tradesMs: 20_000 });
  await mutate(page.request, "rebalances.approve", { rebalanceId, planHash: plan.planHash });
  await expect.poll(async () => (await exchange.sent()).length).toBe(1);
  for (const path of ["/", `/portfolios/${portfolioId}`, "/venues"]) {
    await page.goto(path);
    const asked = page.getByRole("region", { name: "Orders being asked about" });
    await expect(asked).toContainText(/Sale of Bitcoin: asking Binance since \d\d:\d\d/);
    await expect(asked).toContainText("nothing is needed from you");
  }
  await exchange.command("lag");
  await page.goto(`/rebalances/${rebalanceId}`);
  await expect(page.getByText("Settled. Every order is booked.")).toBeVisible({ timeout: 120_000 });
  expect((await exchange.sent()).map(({ side, symbol }) => `${side} ${symbol}`)).toEqual([
    "SELL BTCUSDT",
    "BUY ETHUSDT",
  ]);
});
