/** Unattended: a due slot is woken from outside, and an `auto` portfolio trades within its limits. */
import { query } from "./fixtures/api";
import { MOVED } from "./fixtures/exchange";
import { type RebalanceFacts, stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const CRON_SECRET = "an outside scheduler's secret";
test.use({ appEnv: { CRON_SECRET } });

test("a due slot runs once and trades by itself; without the secret nothing wakes", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange, {
    autonomy: "auto",
    triggers: [{ kind: "time", cron: "* * * * *", timeZone: "UTC" }],
  });
  await exchange.command("prices", MOVED);
  const wake = (secret: string) =>
    fetch(`${app.url}/api/cron`, { method: "POST", headers: { authorization: `Bearer ${secret}` } });
  expect((await wake("wrong")).status).toBe(401);
  const stateOfNewest = async () => {
    expect((await wake(CRON_SECRET)).ok).toBe(true);
    const { rows } = await query<{ rows: RebalanceFacts[] }>(page.request, "rebalances.list", { portfolioId });
    return rows[0]?.state;
  };
  await expect.poll(stateOfNewest, { timeout: 120_000, intervals: [1_000] }).toBe("settled");
  expect((await exchange.orders()).map(({ side, symbol }) => `${side} ${symbol}`)).toEqual([
    "SELL BTCUSDT",
    "BUY ETHUSDT",
  ]);
  await page.goto("/activity");
  await expect(page.getByText(/autopilot/i).first()).toBeVisible();
});
