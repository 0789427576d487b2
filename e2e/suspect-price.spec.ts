/** A price that cannot be so: nothing is traded on it, the owner sees what is suspect and since when, and has a way out. */
import type { Exchange } from "./fixtures/exchange";
import { expect, test } from "./fixtures/test";

/** Ticker, last trade and book say the same; the candles of the last minutes do not. */
const lie = (exchange: Exchange, price: string | null) =>
  exchange.command("lie-prices", { asset: "BTC", ticker: price, last: price, book: price });

test("a tenth of the price moves nothing, is shown as suspect, and is gone when the exchange recovers", async ({
  exchange,
  portfolio,
  venues,
  stage,
}) => {
  const { portfolioId, read, worth } = await stage.fiftyThirtyTwenty({ autonomy: "auto" });
  await lie(exchange, "x0.1");
  await portfolio.open(portfolioId);
  await portfolio.checkNow();
  for (const part of ["Bitcoin", "5,000", "50,000", "since"]) await expect(portfolio.suspect).toContainText(part);
  // The total is the last confirmed one, and says that it is.
  await expect(portfolio.partial).toBeVisible();
  const { value, partial } = await read();
  expect(Number(value)).toBeCloseTo(100_000, -2);
  expect(partial).toContain("Bitcoin at the last confirmed price.");
  await expect(portfolio.waitingForYou).toHaveCount(0);
  // The venue's page counts it as the portfolio does.
  await venues.open();
  await expect(venues.balance(/Bitcoin/)).toContainText("Suspect: shown at 5,000");
  await expect(venues.total).toContainText("100,000.00");
  await portfolio.open(portfolioId);
  // The same ticker saying the same again is no proof.
  for (const _ of [1, 2, 3]) await portfolio.checkNow();
  await expect(portfolio.suspect).toBeVisible();
  expect(await exchange.sent()).toHaveLength(0);

  await lie(exchange, null);
  await portfolio.checkNow();
  await expect(portfolio.suspect).toHaveCount(0);
  await expect(portfolio.holding).toBeVisible();

  // A thin book seen once is no fall either.
  await exchange.command("book", { symbol: "BTCUSDT", bids: [["18000", "0.1"]], asks: [["50025", "0.1"]] });
  for (const _ of [1, 2]) await portfolio.checkNow();
  await expect.poll(worth).toBeCloseTo(100_000, -2);
  expect(await exchange.sent()).toHaveLength(0);
});

test("the owner can say that it is right", async ({ exchange, portfolio, proposal, stage }) => {
  const { portfolioId } = await stage.fiftyThirtyTwenty();
  // A true fall that the candles do not show yet.
  await exchange.command("prices", { assets: { BTC: "30000" }, spreadBps: 2 });
  await exchange.command("lie-prices", { asset: "BTC", candles: "50000" });
  await portfolio.open(portfolioId);
  await portfolio.checkNow();
  await expect(portfolio.suspect).toContainText("30,000");
  await portfolio.acceptPrice();
  await expect(portfolio.suspect).toHaveCount(0);
  await portfolio.checkNow();
  await portfolio.review();
  await expect(proposal.approveButton).toBeVisible();
  expect(await exchange.sent()).toHaveLength(0);
});
