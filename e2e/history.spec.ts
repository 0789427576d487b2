/** Past prices: fetched from an exchange with an outage in its past, brought in from a file with faults, used by the lab. */
import type { Page } from "@playwright/test";
import { query } from "./fixtures/api";
import { signIn } from "./fixtures/app";
import { stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const DAY = 86_400_000;

interface StoredSeries {
  series: { asset: string; source: string; state: string; bars: number; missing: number }[];
}

const result = (page: Page) => page.getByRole("region", { name: "Result" });

test("prices are fetched, their gap is shown, and the lab runs on them", async ({ page, app, exchange }) => {
  const today = Math.floor(Date.now() / DAY) * DAY;
  const gaps = [[today - 300 * DAY, today - 290 * DAY]];
  await exchange.command("candles", { symbol: "ETHUSDT", listedAt: today - 500 * DAY, gaps, pageMax: 200 });
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await page.goto(`/lab?portfolio=${portfolioId}`);
  await page.getByRole("button", { name: "Bring in prices" }).click();
  const dialog = page.getByRole("dialog", { name: "Bring in prices" });
  await expect(dialog.getByLabel("Exchange")).toHaveValue("binance");
  await expect(dialog.getByLabel("Assets")).toHaveValue("BTC, ETH, USDC");
  await dialog.getByRole("button", { name: "2", exact: true }).click();
  await dialog.getByRole("button", { name: "Fetch 3 assets" }).click();
  await expect(dialog.getByText("complete")).toHaveCount(3);
  await expect(dialog.getByText("Binance has nothing older.")).toBeVisible();
  await dialog.getByRole("button", { name: "10 bars missing, show where" }).click();
  await expect(dialog.getByText(/10 bars between \d{4}-\d\d-\d\d and/)).toBeVisible();
  await dialog.getByRole("button", { name: "Use these prices" }).click();
  await expect(dialog).toBeHidden();
  await expect(result(page)).toBeVisible();
  const { series } = await query<StoredSeries>(page.request, "history.series");
  expect(series.find(({ asset }) => asset === "ETH")).toMatchObject({ state: "complete", bars: 490, missing: 10 });
});

test("a file's faults are named by line and column, mended by choice, and its prices used", async ({ page, app }) => {
  await signIn(page.request, app);
  await page.goto("/lab");
  await expect(result(page)).toBeVisible();
  await page
    .getByRole("button", { name: /Prices|simulated/i })
    .first()
    .click();
  await page.getByRole("button", { name: "Bring in prices…" }).click();
  const dialog = page.getByRole("dialog", { name: "Bring in prices" });
  await dialog.getByRole("button", { name: "From a file" }).click();
  const rows = Array.from({ length: 400 }, (_, day) => {
    const date = new Date(Date.UTC(2024, 0, 1) + day * DAY).toISOString().slice(0, 10);
    const eth = day === 7 ? "" : String(2_000 + Math.sin(day / 9) * 300);
    return `${date},${40_000 + day * 20},${eth}`;
  });
  await dialog.getByLabel(/Drop a CSV file/).setInputFiles({
    name: "closes.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["date,BTC,ETH", ...rows, rows[399]].join("\n")),
  });
  await expect(dialog.getByText("The file cannot be used as it is: 2 problems.")).toBeVisible();
  await expect(dialog.getByRole("row", { name: "9 ETH There is no price of ETH here." })).toBeVisible();
  await dialog.getByLabel("Where a price is missing").selectOption({ label: "Take the price before" });
  await expect(dialog.getByText("The file cannot be used as it is: 1 problem.")).toBeVisible();
  await dialog.getByLabel("Where a time comes twice").selectOption({ label: "Keep the last one" });
  await expect(dialog.getByText("Holes were filled with the price before them.")).toBeVisible();
  await dialog.getByRole("button", { name: "Keep and use 400 bars of 2 assets" }).click();
  await expect(dialog).toBeHidden();
  const { series } = await query<StoredSeries>(page.request, "history.series");
  expect(series.map(({ asset, bars }) => [asset, bars])).toEqual([
    ["BTC", 400],
    ["ETH", 400],
  ]);

  const source = series[0]!.source;
  const prices = (assets: string) => `/api/prices?source=${source}&quote=USDT&timeframe=1d&assets=${assets}`;
  const answer = await page.request.get(prices("BTC,ETH"));
  expect(answer.headers()["content-type"]).toBe("application/octet-stream");
  expect((await answer.body()).length).toBeGreaterThan(400 * 3 * 8);
  const refused = await page.request.get(prices("SOL"));
  expect(refused.status()).toBe(412);
  expect(await refused.json()).toMatchObject({ detail: { reason: "not-stored", assets: ["SOL"] } });
});
