/** Unattended: a due occurrence is run by a call from outside, and an `auto` portfolio trades within its limits. */
import { CRON_SECRET, callCron } from "./fixtures/cron";
import { MOVED, tradesOf } from "./fixtures/exchange";
import { listRebalances } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test.use({ appEnv: { CRON_SECRET } });

test("a due occurrence runs once and trades by itself; without the secret nothing runs", async ({
  page,
  app,
  exchange,
  activity,
  stage,
}) => {
  const { portfolioId } = await stage.fiftyThirtyTwenty({
    autonomy: "auto",
    triggers: [{ kind: "time", cron: "* * * * *", timeZone: "UTC" }],
  });
  await exchange.command("prices", MOVED);
  expect((await callCron(app, "wrong")).status).toBe(401);
  const stateOfNewest = async () => {
    expect((await callCron(app)).ok).toBe(true);
    return (await listRebalances(page.request, { portfolioId }))[0]?.state;
  };
  await expect.poll(stateOfNewest, { timeout: 120_000, intervals: [1_000] }).toBe("settled");
  expect(tradesOf(await exchange.orders())).toEqual(["SELL BTCUSDT", "BUY ETHUSDT"]);
  await activity.open();
  await expect(activity.byAutopilot).toBeVisible();
});
