/** Unattended: a due slot is woken from outside, and an `auto` portfolio trades within its limits. */
import { query } from "./fixtures/api";
import { openHouse } from "./fixtures/house";
import { type RebalanceFacts, stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const CRON_SECRET = "an outside scheduler's secret";

test("a due slot runs once and trades by itself; without the secret nothing wakes", async ({ page, exchange }) => {
  const house = await openHouse({ EXCHANGE_URL_BINANCE: exchange.url, CRON_SECRET });
  try {
    const everyMinute = [{ kind: "time", cron: "* * * * *", timeZone: "UTC" }];
    const { portfolioId } = await stageFiftyThirtyTwenty(page.request, house, exchange, {
      autonomy: "auto",
      triggers: everyMinute,
    });
    await exchange.tell("prices", { assets: { BTC: "80000" }, spreadBps: 2 });
    const wake = (secret: string) =>
      fetch(`${house.url}/api/cron`, { method: "POST", headers: { authorization: `Bearer ${secret}` } });
    expect((await wake("wrong")).status).toBe(401);
    await expect
      .poll(
        async () => {
          expect((await wake(CRON_SECRET)).ok).toBe(true);
          const { rows } = await query<{ rows: RebalanceFacts[] }>(page.request, `rebalances.list`, { portfolioId });
          return rows[0]?.state;
        },
        { timeout: 90_000, intervals: [1_000] },
      )
      .toBe("settled");
    expect((await exchange.orders()).map(({ side, symbol }) => `${side} ${symbol}`)).toEqual([
      "SELL BTCUSDT",
      "BUY ETHUSDT",
    ]);
    await page.goto(`${house.url}/activity`);
    await expect(page.getByText(/autopilot/i).first()).toBeVisible();
  } finally {
    await house.remove();
  }
});
