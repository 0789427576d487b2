/** A market that takes no orders any more is seen before its funds are raised. */
import { MOVED } from "./fixtures/exchange";
import { checkNow, stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

/** As server/exchanges/ccxt/markets.ts has it, and a little more. */
const LIST_CONFIRMED_MS = 11_000;

interface Asked {
  at: number;
  path: string;
}

test("a market that closed between proposal and approval: nothing is sold for what cannot be bought", async ({
  page,
  app,
  exchange,
}) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await exchange.command("prices", MOVED);
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  await page.goto(`/rebalances/${rebalanceId}`);
  // A list of markets younger than ten seconds is believed: let it get older.
  const lists = (await exchange.query<Asked[]>("requests")).filter(({ path }) => path === "/api/v3/exchangeInfo");
  const readAt = Math.max(...lists.map(({ at }) => at));
  await expect.poll(() => Date.now() - readAt).toBeGreaterThan(LIST_CONFIRMED_MS);
  // Its book still looks healthy: nothing but its status tells.
  await exchange.command("status", { symbol: "ETHUSDT", status: "CANCEL_ONLY" });
  await page.getByRole("button", { name: "Approve 2 trades" }).click();
  await expect(page.getByText(/ETH\/USDT is closed at the venue/).first()).toBeVisible();
  await expect(page.getByText("Settled. Every order is booked.")).toHaveCount(0);
  expect(await exchange.sent()).toHaveLength(0);
});
