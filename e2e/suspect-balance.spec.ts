/** A balance that vanished without a trade or a withdrawal: queried again, counted as before, and handed to the owner. */
import { KEYS } from "./fixtures/exchange";
import { expect, test } from "./fixtures/test";

const { apiKey } = KEYS;

test("a balance that is gone for a while sells nothing and buys nothing back", async ({
  exchange,
  portfolio,
  venues,
  stage,
}) => {
  const { portfolioId, worth } = await stage.fiftyThirtyTwenty({ autonomy: "auto" });
  await exchange.command("lie-balances", { apiKey, asset: "BTC", isHidden: true });
  await portfolio.open(portfolioId);
  await portfolio.checkNow();
  for (const part of ["Bitcoin", "Binance", "since"]) await expect(portfolio.suspect).toContainText(part);
  for (const _ of [1, 2]) await portfolio.checkNow();
  await expect(portfolio.suspect).toBeVisible();
  expect(await worth()).toBeCloseTo(100_000, -2);
  await venues.open();
  await expect(venues.balance(/Bitcoin/)).toContainText("Suspect: shown 0, counted as last confirmed");
  await expect(venues.total).toContainText("100,000.00");

  await portfolio.open(portfolioId);
  await exchange.command("lie-balances", { apiKey, asset: "BTC" });
  await portfolio.checkNow();
  await expect(portfolio.suspect).toHaveCount(0);
  expect(await worth()).toBeCloseTo(100_000, -2);
  expect(await exchange.sent()).toHaveLength(0);
});

test("the owner says that it is gone; what the records show needs no saying", async ({
  exchange,
  portfolio,
  stage,
}) => {
  const { portfolioId, worth } = await stage.fiftyThirtyTwenty();
  // Half of it left the account, and the exchange's records do not show how.
  await exchange.command("transfer", { apiKey, asset: "BTC", quantity: "0.5", kind: "withdrawal", isRecorded: false });
  await portfolio.open(portfolioId);
  await portfolio.checkNow();
  await expect(portfolio.suspect).toContainText("0.5");
  await portfolio.acceptBalance();
  await expect(portfolio.suspect).toHaveCount(0);
  await portfolio.checkNow();
  await expect.poll(worth).toBeLessThan(75_100);

  // What the records show, and a trade whose other side is in the same answer, are confirmed at once.
  await exchange.command("transfer", { apiKey, asset: "BTC", quantity: "0.25", kind: "withdrawal" });
  await exchange.command("trade", { apiKey, symbol: "ETHUSDT", side: "SELL", quantity: "4" });
  await portfolio.checkNow();
  await expect.poll(worth).toBeLessThan(62_600);
  await expect(portfolio.suspect).toHaveCount(0);
  expect(await exchange.sent()).toHaveLength(0);
});
