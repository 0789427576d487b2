/** A price that cannot be so: nothing is traded on it, the owner sees what is doubted and since when, and has a way out. */
import type { Page } from "@playwright/test";
import { query } from "./fixtures/api";
import type { Exchange } from "./fixtures/exchange";
import { stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const suspect = (page: Page) => page.getByRole("region", { name: "In doubt" });
const look = (page: Page) => page.getByRole("button", { name: "Check now" }).click();
/** Ticker, last trade and book say the same; the candles of the last minutes do not. */
const lie = (exchange: Exchange, price: string | null) =>
  exchange.command("lie-prices", { asset: "BTC", ticker: price, last: price, book: price });

interface Head {
  value: string | null;
  partial: string | null;
}

test("a tenth of the price moves nothing, is told as doubted, and is gone when the exchange recovers", async ({
  page,
  app,
  exchange,
}) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange, { autonomy: "auto" });
  await lie(exchange, "x0.1");
  await page.goto(`/portfolios/${portfolioId}`);
  await look(page);
  await expect(suspect(page)).toContainText("Bitcoin");
  await expect(suspect(page)).toContainText("5,000");
  await expect(suspect(page)).toContainText("50,000");
  await expect(suspect(page)).toContainText("since");
  // The total is the last confirmed one, and says that it is.
  await expect(page.getByText("Partial").first()).toBeVisible();
  const readHead = () => query<Head>(page.request, "portfolios.get", { portfolioId });
  const { value, partial } = await readHead();
  expect(Number(value)).toBeCloseTo(100_000, -2);
  expect(partial).toContain("Bitcoin at the last confirmed price.");
  await expect(page.getByText("Waiting for you")).toHaveCount(0);
  // The venue's page counts it as the portfolio does.
  await page.goto("/venues");
  await expect(page.getByRole("row", { name: /Bitcoin/ })).toContainText("In doubt: shown at 5,000");
  await expect(page.getByRole("row", { name: /^Total/ })).toContainText("100,000.00");
  await page.goto(`/portfolios/${portfolioId}`);
  // The same ticker saying the same again is no proof.
  for (const _ of [1, 2, 3]) await look(page);
  await expect(suspect(page)).toBeVisible();
  expect(await exchange.sent()).toHaveLength(0);

  await lie(exchange, null);
  await look(page);
  await expect(suspect(page)).toHaveCount(0);
  await expect(page.getByText(/Holding\./).first()).toBeVisible();

  // One look at a thin book is no fall either.
  await exchange.command("book", { symbol: "BTCUSDT", bids: [["18000", "0.1"]], asks: [["50025", "0.1"]] });
  for (const _ of [1, 2]) await look(page);
  await expect.poll(async () => Number((await readHead()).value)).toBeCloseTo(100_000, -2);
  expect(await exchange.sent()).toHaveLength(0);
});

test("the owner can say that it is right", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  // A true fall that the candles have not told yet.
  await exchange.command("prices", { assets: { BTC: "30000" }, spreadBps: 2 });
  await exchange.command("lie-prices", { asset: "BTC", candles: "50000" });
  await page.goto(`/portfolios/${portfolioId}`);
  await look(page);
  await expect(suspect(page)).toContainText("30,000");
  await suspect(page)
    .getByRole("button", { name: /^(It is right: use it|This price is right)$/ })
    .click();
  await expect(suspect(page)).toHaveCount(0);
  await look(page);
  await page.getByRole("link", { name: "Review" }).click();
  await expect(page.getByRole("button", { name: /Approve \d trades?/ })).toBeVisible();
  expect(await exchange.sent()).toHaveLength(0);
});
