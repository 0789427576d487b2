/** A policy that weighs by market capitalisation, against a local server that speaks the public source's wire form. */
import { createServer, type Server } from "node:http";
import { mutate, query } from "./fixtures/api";
import { POLICY_50_30_20, stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const PORT = 45_871;
test.use({ appEnv: { CAPITALISATIONS_URL: `http://127.0.0.1:${PORT}` } });

let source: Server;
const asked: string[] = [];
test.beforeAll(async () => {
  const coin = (symbol: string, market_cap: number) => ({ symbol, market_cap, last_updated: new Date().toISOString() });
  source = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify([coin("btc", 1.6e12), coin("eth", 4e11), coin("usdt", 1.8e11)]));
  });
  await new Promise<void>((ready) => source.listen(PORT, "127.0.0.1", ready));
});
test.afterAll(() => new Promise<void>((closed) => source.close(() => closed())));

interface Got {
  policyVersion: number;
}

test("figures are asked for when a policy needs them, shown with age and source, and give way to the owner's file", async ({
  page,
  app,
  exchange,
}) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  expect(asked).toEqual([]);
  const { policyVersion } = await query<Got>(page.request, "portfolios.get", { portfolioId });
  const schedule = { cron: "0 9 1 * *", timeZone: "UTC", bound: null, weightMin: 0, weightMax: 1, safe: null };
  const rule = { kind: "market-cap", exponent: 0.5 };
  const policy = { ...POLICY_50_30_20, dynamic: { ...schedule, rule, fixed: ["group:Stablecoins"] } };
  await mutate(page.request, "policies.save", { portfolioId, policy, baseVersion: policyVersion });
  await mutate(page.request, "portfolios.checkNow", { portfolioId });
  expect(asked.length).toBeGreaterThan(0);

  // Square roots 2 : 1 of the 80 % that are not fixed.
  await page.goto(`/portfolios/${portfolioId}/policy?page=weights`);
  const sheet = page.getByRole("region", { name: "Market capitalisations" });
  await expect(sheet.getByRole("row", { name: /Bitcoin.*CoinGecko/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "Who follows it" })).toContainText("53.3 %");
  await expect(page.getByRole("region", { name: "Who follows it" })).toContainText("26.7 %");

  await page.goto("/settings");
  const settings = page.getByRole("region", { name: "Market capitalisations" });
  await expect(settings.getByRole("row", { name: /Ethereum.*CoinGecko/ })).toBeVisible();
  await settings.getByLabel("Upload a file").setInputFiles({
    name: "mine.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("asset,value\nBTC,lots\n"),
  });
  await expect(settings.getByText('Row 2, value: "lots" is not an amount above zero.')).toBeVisible();
  await settings.getByLabel("Upload a file").setInputFiles({
    name: "mine.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("asset,value\nBTC,100\nETH,100\n"),
  });
  await expect(settings.getByRole("row", { name: /Ethereum.*your file mine.csv/ })).toBeVisible();
  await settings.getByRole("button", { name: "Remove the file" }).click();
  await expect(settings.getByRole("row", { name: /Ethereum.*CoinGecko/ })).toBeVisible();
});
