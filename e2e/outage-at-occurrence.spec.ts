/** The exchange is silent when a schedule is due and back a minute later: the occurrence is carried out, not lost. */
import { CRON_SECRET, callCron } from "./fixtures/cron";
import { MOVED, tradesOf } from "./fixtures/exchange";
import { listRebalances } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test.use({ appEnv: { CRON_SECRET } });

/** Once a day, at the next minute that is at least some seconds away. */
function dueSoon(): string {
  const at = new Date(Date.now() + 75_000);
  return `${at.getUTCMinutes()} ${at.getUTCHours()} * * *`;
}

test("an occurrence that met an outage trades when the exchange is back", async ({
  page,
  app,
  exchange,
  portfolio,
  stage,
}) => {
  test.setTimeout(420_000);
  const { portfolioId } = await stage.fiftyThirtyTwenty({
    autonomy: "auto",
    triggers: [{ kind: "time", cron: dueSoon(), timeZone: "UTC" }],
  });
  await exchange.command("prices", MOVED);
  await exchange.command("faults", { path: "/", times: 1_000_000, kind: { do: "drop-before" } });
  await portfolio.open(portfolioId);
  const timesShown = async () => {
    await callCron(app);
    await page.reload();
    return portfolio.notAnswering.count();
  };
  await expect.poll(timesShown, { timeout: 150_000, intervals: [2_000] }).toBeGreaterThan(0);
  expect(await exchange.sent()).toHaveLength(0);

  await exchange.command("clear-faults");
  const stateOfNewest = async () => {
    await callCron(app);
    return (await listRebalances(page.request, { portfolioId }))[0]?.state;
  };
  await expect.poll(stateOfNewest, { timeout: 200_000, intervals: [2_000] }).toBe("settled");
  expect(tradesOf(await exchange.sent())).toEqual(["SELL BTCUSDT", "BUY ETHUSDT"]);
});
