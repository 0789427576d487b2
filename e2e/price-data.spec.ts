/** Past prices: fetched from an exchange with an outage in its past, brought in from a file with faults, used by the lab. */
import { query } from "./fixtures/api";
import { expect, test } from "./fixtures/test";

const DAY = 86_400_000;

interface StoredSeries {
  series: { asset: string; source: string; state: string; bars: number; missing: number }[];
}

test("prices are fetched, their gap is shown, and the lab runs on them", async ({
  page,
  exchange,
  lab,
  prices,
  stage,
}) => {
  const today = Math.floor(Date.now() / DAY) * DAY;
  const gaps = [[today - 300 * DAY, today - 290 * DAY]];
  await exchange.command("candles", { symbol: "ETHUSDT", listedAt: today - 500 * DAY, gaps, pageMax: 200 });
  const { portfolioId } = await stage.fiftyThirtyTwenty();
  await lab.open(portfolioId);
  await lab.bringInPrices();
  await expect(prices.exchange).toHaveValue("binance");
  await expect(prices.assets).toHaveValue("BTC, ETH, USDC");
  await prices.press("2");
  await prices.press("Fetch 3 assets");
  await expect(prices.text("complete")).toHaveCount(3);
  await expect(prices.text("Binance has nothing older.")).toBeVisible();
  await prices.press("10 bars missing, show where");
  await expect(prices.text(/10 bars between \d{4}-\d\d-\d\d and/)).toBeVisible();
  await prices.press("Use these prices");
  await expect(prices.dialog).toBeHidden();
  await expect(lab.result).toBeVisible();
  const { series } = await query<StoredSeries>(page.request, "history.series");
  expect(series.find(({ asset }) => asset === "ETH")).toMatchObject({ state: "complete", bars: 490, missing: 10 });
});

/** 400 days of two assets with one hole, and the last day twice. */
function faultyFile(): string {
  const rows = Array.from({ length: 400 }, (_, day) => {
    const date = new Date(Date.UTC(2024, 0, 1) + day * DAY).toISOString().slice(0, 10);
    const eth = day === 7 ? "" : String(2_000 + Math.sin(day / 9) * 300);
    return `${date},${40_000 + day * 20},${eth}`;
  });
  return ["date,BTC,ETH", ...rows, rows[399]].join("\n");
}

test("a file's faults are named by line and column, mended by choice, and its prices used", async ({
  page,
  lab,
  prices,
  stage,
}) => {
  await stage.signIn();
  await lab.open();
  await expect(lab.result).toBeVisible();
  await lab.choosePrices();
  await prices.press("From a file");
  await prices.drop("closes.csv", faultyFile());
  await expect(prices.text("The file cannot be used as it is: 2 problems.")).toBeVisible();
  await expect(prices.problem("9 ETH There is no price of ETH here.")).toBeVisible();
  await prices.repair("Where a price is missing", "Take the price before");
  await expect(prices.text("The file cannot be used as it is: 1 problem.")).toBeVisible();
  await prices.repair("Where a time comes twice", "Keep the last one");
  await expect(prices.text("Holes were filled with the price before them.")).toBeVisible();
  await prices.press("Keep and use 400 bars of 2 assets");
  await expect(prices.dialog).toBeHidden();
  const { series } = await query<StoredSeries>(page.request, "history.series");
  expect(series.map(({ asset, bars }) => [asset, bars])).toEqual([
    ["BTC", 400],
    ["ETH", 400],
  ]);

  const source = series[0]!.source;
  const fetchPrices = (assets: string) =>
    page.request.get(`/api/prices?source=${source}&quote=USDT&timeframe=1d&assets=${assets}`);
  const answer = await fetchPrices("BTC,ETH");
  expect(answer.headers()["content-type"]).toBe("application/octet-stream");
  expect((await answer.body()).length).toBeGreaterThan(400 * 3 * 8);
  const refused = await fetchPrices("SOL");
  expect(refused.status()).toBe(412);
  expect(await refused.json()).toMatchObject({ detail: { reason: "not-stored", assets: ["SOL"] } });
});
