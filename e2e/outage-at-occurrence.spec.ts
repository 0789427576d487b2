/** The exchange is silent when a schedule is due and back a minute later: the occurrence is carried out, not lost. */
import { query } from "./fixtures/api";
import { MOVED } from "./fixtures/exchange";
import { type RebalanceFacts, stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const CRON_SECRET = "an outside scheduler's secret";
test.use({ appEnv: { CRON_SECRET } });

/** Once a day, at the next minute that is at least some seconds away. */
function dueSoon(): string {
  const at = new Date(Date.now() + 75_000);
  return `${at.getUTCMinutes()} ${at.getUTCHours()} * * *`;
}

test("an occurrence that met an outage trades when the exchange is back", async ({ page, app, exchange }) => {
  test.setTimeout(420_000);
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange, {
    autonomy: "auto",
    triggers: [{ kind: "time", cron: dueSoon(), timeZone: "UTC" }],
  });
  await exchange.command("prices", MOVED);
  await exchange.command("faults", { path: "/", times: 1_000_000, kind: { do: "drop-before" } });
  const wake = () =>
    fetch(`${app.url}/api/cron`, { method: "POST", headers: { authorization: `Bearer ${CRON_SECRET}` } });
  await page.goto(`/portfolios/${portfolioId}`);
  await expect
    .poll(
      async () => {
        await wake();
        await page.reload();
        return page.getByText(/Binance has not answered since \d\d:\d\d/).count();
      },
      { timeout: 150_000, intervals: [2_000] },
    )
    .toBeGreaterThan(0);
  expect(await exchange.sent()).toHaveLength(0);

  await exchange.command("clear-faults");
  const newest = async () => {
    await wake();
    const { rows } = await query<{ rows: RebalanceFacts[] }>(page.request, "rebalances.list", { portfolioId });
    return rows[0]?.state;
  };
  await expect.poll(newest, { timeout: 200_000, intervals: [2_000] }).toBe("settled");
  expect((await exchange.sent()).map(({ side, symbol }) => `${side} ${symbol}`)).toEqual([
    "SELL BTCUSDT",
    "BUY ETHUSDT",
  ]);
});
