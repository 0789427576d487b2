/** A policy that weighs by market capitalisation, against a local server that speaks the public source's wire form. */
import { createServer, type Server } from "node:http";
import { mutate } from "./fixtures/api";
import { POLICY_50_30_20, readPortfolio } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const PORT = 45_871;
test.use({ appEnv: { CAPITALISATIONS_URL: `http://127.0.0.1:${PORT}` } });

let source: Server;
const requests: string[] = [];
test.beforeAll(async () => {
  const coin = (symbol: string, market_cap: number) => ({ symbol, market_cap, last_updated: new Date().toISOString() });
  source = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify([coin("btc", 1.6e12), coin("eth", 4e11), coin("usdt", 1.8e11)]));
  });
  await new Promise<void>((ready) => source.listen(PORT, "127.0.0.1", ready));
});
test.afterAll(() => new Promise<void>((closed) => source.close(() => closed())));

test("figures are fetched when a policy needs them, shown with age and source, and give way to the owner's file", async ({
  page,
  editor,
  settings,
  stage,
}) => {
  const { portfolioId } = await stage.fiftyThirtyTwenty();
  expect(requests).toEqual([]);
  const { policyVersion } = await readPortfolio(page.request, portfolioId);
  const schedule = { cron: "0 9 1 * *", timeZone: "UTC", bound: null, weightMin: 0, weightMax: 1, safe: null };
  const rule = { kind: "market-cap", exponent: 0.5 };
  const policy = { ...POLICY_50_30_20, dynamic: { ...schedule, rule, fixed: ["group:Stablecoins"] } };
  await mutate(page.request, "policies.save", { portfolioId, policy, baseVersion: policyVersion });
  await mutate(page.request, "portfolios.checkNow", { portfolioId });
  expect(requests.length).toBeGreaterThan(0);

  // Square roots 2 : 1 of the 80 % that are not fixed.
  await editor.open(portfolioId, "weights");
  await expect(editor.capitalisations.row(/Bitcoin.*CoinGecko/)).toBeVisible();
  await expect(editor.following).toContainText("53.3 %");
  await expect(editor.following).toContainText("26.7 %");

  await settings.open();
  const { capitalisations } = settings;
  await expect(capitalisations.row(/Ethereum.*CoinGecko/)).toBeVisible();
  await capitalisations.upload("mine.csv", "asset,value\nBTC,lots\n");
  await expect(capitalisations.card.getByText('Row 2, value: "lots" is not an amount above zero.')).toBeVisible();
  await capitalisations.upload("mine.csv", "asset,value\nBTC,100\nETH,100\n");
  await expect(capitalisations.row(/Ethereum.*your file mine.csv/)).toBeVisible();
  await capitalisations.removeFile();
  await expect(capitalisations.row(/Ethereum.*CoinGecko/)).toBeVisible();
});
