/** Past prices: fetched from an exchange with an outage in its past, brought in from a file with faults, used by the lab. */
import { gzipSync } from "node:zlib";
import { query } from "./fixtures/api";
import { expectReadable, LOOKS } from "./fixtures/readability";
import { expect, test } from "./fixtures/test";
import type { bringInPrices } from "./pages/bring-in-prices";
import type { labPage } from "./pages/lab";

type Lab = ReturnType<typeof labPage>;
type Prices = ReturnType<typeof bringInPrices>;

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

test("a coin listed within the year starts when it starts, in the lab, in its link and beside the policy", async ({
  page,
  exchange,
  lab,
  editor,
  prices,
  stage,
}) => {
  const today = Math.floor(Date.now() / DAY) * DAY;
  await exchange.command("candles", { symbol: "ETHUSDT", listedAt: today - 200 * DAY, pageMax: 500 });
  const { portfolioId } = await stage.fiftyThirtyTwenty();
  await lab.open(portfolioId);
  await lab.bringInPrices();
  await prices.press("3");
  await prices.press("Fetch 3 assets");
  await expect(prices.text("complete")).toHaveCount(3);
  await prices.press("Use these prices");
  await expect(lab.computed).toContainText("200 days");
  await lab.heat.show();
  await expect(lab.heat.text("(not annualised: 199 days)")).toBeVisible();
  await expect(lab.heat.filled).toHaveCount(42);
  await expect(lab.heat.readout).toContainText("in these 7 months");
  await lab.luck.show();
  await expect(lab.luck.paths).toContainText("pp in 7 months");
  const looks = async (name: string, show: () => Promise<unknown> = async () => {}) => {
    for (const { look, colorScheme, viewport } of LOOKS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await show();
      await expectReadable(page, `${name}, ${look}`);
      if (process.env.SCREENSHOTS)
        await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}-${look}.png`, fullPage: true });
    }
    await page.setViewportSize(LOOKS[0].viewport);
  };
  await looks("lab-short");

  await lab.showPrices();
  await lab.edges.selectOption({ label: "Start each when it starts" });
  await expect(lab.edgesHint).toHaveText(/^ETH begins on \d{4}-\d\d-\d\d\.$/);
  await looks("lab-edges");
  await lab.donePrices();
  await expect(lab.result).toContainText(/ETH starts on .* until then the others share its weight/);
  await lab.heat.show();
  await expect(lab.heat.filled).toHaveCount(42);
  await expect(lab.heat.text("Return a year against holding, pp")).toBeVisible();
  await lab.luck.show();
  await expect(lab.luck.paths).toContainText("None: a history put together anew");
  await expect(lab.luck.starts).toContainText("pp a year");
  await looks("lab-late");
  const [link, shown] = [page.url(), await lab.figures()];
  await page.goto("/");
  await page.goto(link);
  await expect.poll(lab.figures).toBe(shown);

  await page.goto(`/portfolios/${portfolioId}/policy`);
  await expect(editor.lastYear).toContainText("Only the last 199 days are stored");
  await editor.lastYearEdges.selectOption({ label: "Start each when it starts" });
  await expect(editor.lastYear).toContainText("One year says little");
  await expect(editor.lastYear).toContainText(/ETH starts on .* until then the others share its weight/);
  await looks("last-year-late");
});

async function dropFile(lab: Lab, prices: Prices, name: string, content: string | Uint8Array) {
  await lab.open();
  await expect(lab.result).toBeVisible();
  await lab.choosePrices();
  await prices.press("From a file");
  await prices.drop(name, content);
}

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
  await dropFile(lab, prices, "closes.csv", faultyFile());
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

/** A year of days: each begins where the one before ended. */
const YEAR = Array.from({ length: 365 }, (_, day) => {
  const price = (at: number) => Math.round(42_000 + Math.sin(at / 20) * 4_000);
  const [open, close] = [price(day), price(day + 1)];
  return {
    at: Date.UTC(2024, 0, 1) + day * DAY,
    open,
    close,
    high: Math.max(open, close) + 9,
    low: Math.min(open, close) - 9,
  };
});
const BITFINEX = YEAR.map(({ at, open, close, high, low }) => [at, open, close, high, low, 1230.5].join(",")).join(
  "\n",
);
const CRYPTO_DATA_DOWNLOAD = [
  "https://www.CryptoDataDownload.com",
  "Unix,Date,Symbol,Open,High,Low,Close,Volume BTC,Volume USDT,tradecount",
  ...YEAR.toReversed().map(({ at, open, high, low, close }) =>
    [at, new Date(at).toISOString().slice(0, 10), "BTCUSDT", open, high, low, close, 9.5, 400_000, 1_200].join(","),
  ),
].join("\n");
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const INVESTING = [
  '"Date","Price","Open","High","Low","Vol.","Change %"',
  ...YEAR.toReversed().map(({ at, open, high, low, close }) => {
    const day = new Date(at);
    const written = `${MONTHS[day.getUTCMonth()]} ${String(day.getUTCDate()).padStart(2, "0")}, ${day.getUTCFullYear()}`;
    const figures = [close, open, high, low].map((price) => `"${price.toLocaleString("en-US")}.0"`);
    return [`"${written}"`, ...figures, '"58.14K"', '"-0.82%"'].join(",");
  }),
].join("\n");

test("files of Bitfinex, CryptoDataDownload and Investing.com are brought in, each in three steps at most", async ({
  page,
  stage,
  lab,
  prices,
}) => {
  await stage.signIn();
  const keep = async () => {
    await prices.press("Keep and use 365 bars of 1 asset");
    await expect(prices.dialog).toBeHidden();
  };

  await dropFile(lab, prices, "Bitfinex candles.csv", BITFINEX);
  await expect(prices.question).toContainText("The file has no heading");
  await prices.answer(/Used by Bitfinex, KuCoin/);
  await prices.name("BTC");
  await expect(prices.text("BTC in USDT")).toBeVisible();
  await keep();

  await dropFile(lab, prices, "Binance_BTCUSDT_d.csv", CRYPTO_DATA_DOWNLOAD);
  await prices.repair("Rows out of order", "Put them in order");
  await expect(prices.text("BTC in USDT")).toBeVisible();
  await keep();

  await dropFile(lab, prices, "Bitcoin Historical Data.csv.gz", gzipSync(INVESTING));
  await prices.name("BTC");
  await prices.repair("Rows out of order", "Put them in order");
  await keep();

  const { series } = await query<StoredSeries>(page.request, "history.series");
  expect(series.map(({ asset, bars, missing }) => [asset, bars, missing])).toEqual([
    ["BTC", 365, 0],
    ["BTC", 365, 0],
    ["BTC", 365, 0],
  ]);
  const closes = await Promise.all(
    series.map(async ({ source }) => {
      const answer = await page.request.get(`/api/prices?source=${source}&quote=USDT&timeframe=1d&assets=BTC`);
      return (await answer.body()).subarray(-365 * 8).toString("base64");
    }),
  );
  // Three hands wrote the same prices: read right, they are the same to the last bit.
  const written = Buffer.from(Float64Array.from(YEAR, ({ close }) => close).buffer).toString("base64");
  expect(new Set(closes)).toEqual(new Set([written]));
});

test("a question about a file is readable in every look, and can be asked again", async ({
  page,
  stage,
  lab,
  prices,
}) => {
  await stage.signIn();
  for (const { look, colorScheme, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await dropFile(lab, prices, "Bitfinex candles.csv", BITFINEX);
    await expect(prices.question).toBeVisible();
    await expectReadable(page, `question, ${look}`);
    if (process.env.SCREENSHOTS)
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/price-question-${look}.png` });
  }
  await prices.answer(/Used by Bitfinex, KuCoin/);
  await expect(prices.question).toBeHidden();
  await prices.press("Ask again how to read it");
  await expect(prices.question).toBeVisible();
});
