/** A portfolio's tabs: reached by keyboard, one head, history by filter and as files, performance against holding. */
import { buildDemo, signInToDemo } from "./fixtures/demo";
import { expectReadable } from "./fixtures/readability";
import { stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test("a month's fees are three steps away, and its file has every fill", async ({ page, app, history }) => {
  const demo = await buildDemo(page.request);
  await signInToDemo(page.request, app, demo);
  await page.goto("/portfolios");
  await page.getByRole("link", { name: "Long-term core" }).first().click();
  await history.tab("History").click();
  await history.kind("Fees").click();
  const newest = history.rows("Fees by month").nth(1);
  await expect(newest).toContainText(/\d+\.\d\d/);
  const month = await newest.getByRole("cell").first().innerText();

  await history.choose("Period", month.trim());
  await expect(history.rows("Fees by month")).toHaveCount(3);
  const period = new URL(page.url()).searchParams.get("period") ?? "";
  expect(period).toMatch(/^\d{4}-\d\d$/);
  const { name, lines } = await history.exportCsv();
  expect(name).toBe(`long-term-core-fees-${period}.csv`);
  expect(lines[0]).toBe("at,side,market,venue,asset,quantity,value,currency,rebalance");
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.slice(1).every((line) => line.startsWith(period))).toBe(true);

  // What is chosen goes along to the other kinds, and a reload finds it again.
  await history.kind("Orders").click();
  await history.choose("Period", "All time");
  // Chosen one after the other, faster than the server answers: nothing is lost.
  await history.choose("Asset", "Bitcoin, BTC");
  await expect(page).toHaveURL(/\?tab=orders&asset=BTC$/);
  await page.reload();
  await expect(history.rows("Orders").nth(1)).toContainText("BTC-USDT");
  await history.choose("State", "Halted, needs you");
  await expect(history.nothingMatches).toBeVisible();
  await history.showAll();
  await expect(history.rows("Orders").nth(1)).toBeVisible();
});

test("the tab bar works by keyboard, and the head stays", async ({ page, app, history }) => {
  const demo = await buildDemo(page.request);
  await signInToDemo(page.request, app, demo);
  await page.goto(`/portfolios/${demo.portfolioIds[0]}`);
  const title = page.getByRole("heading", { level: 1, name: "Long-term core" });
  await expect(history.tab("Allocation")).toHaveAttribute("aria-current", "page");
  for (const name of ["History", "Performance", "Policy"]) {
    await history.tab(name).focus();
    await page.keyboard.press("Enter");
    await expect(history.tab(name)).toHaveAttribute("aria-current", "page");
    await expect(title).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toContainText(name);
  }
});

test("performance says what rebalancing brought, in money and per cent", async ({ page, app, history }) => {
  const demo = await buildDemo(page.request);
  await signInToDemo(page.request, app, demo);
  await history.openPerformance(demo.portfolioIds[1] ?? "");
  await expect(history.againstHolding).toContainText(
    /(Rebalancing brought|Holding won here, by) [\d,]+\.\d\d\sUSDT \(/,
  );
  for (const portfolioId of demo.portfolioIds)
    for (const range of ["1W", "1Y"]) {
      await history.openPerformance(portfolioId, `?range=${range}`);
      await expect(history.againstHolding).toBeVisible();
    }
});

test("a portfolio of a minute ago says what will stand in each tab", async ({ page, app, exchange, history }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  for (const [tab, text] of [
    ["rebalances", "No rebalance yet."],
    ["orders", "No order yet."],
    ["cash-flows", "No deposit or withdrawal yet."],
    ["fees", "No fee paid yet."],
  ] as const) {
    await history.open(portfolioId, `?tab=${tab}`);
    await expect(page.getByText(text)).toBeVisible();
    await expectReadable(page, `history, empty, ${tab}`);
  }
  await history.openPerformance(portfolioId);
  await expect(history.tooFewPoints).toBeVisible();
  await expectReadable(page, "performance, empty");
});

test.describe("a narrow phone", () => {
  test.use({ viewport: { width: 320, height: 700 } });

  test("every tab fits 320 px", async ({ page, app, history }) => {
    const demo = await buildDemo(page.request);
    await signInToDemo(page.request, app, demo);
    const portfolioId = demo.portfolioIds[0] ?? "";
    for (const path of ["", "/history", "/history?tab=fees", "/history?tab=cash-flows", "/performance", "/policy"]) {
      await page.goto(`/portfolios/${portfolioId}${path}`);
      await expect(history.tab("Allocation")).toBeVisible();
      await page.waitForLoadState("networkidle");
      await expectReadable(page, `${path} at 320 px`);
      if (process.env.SCREENSHOTS)
        await page.screenshot({
          path: `${process.env.SCREENSHOTS}/narrow${path.replaceAll(/\W/g, "-")}.png`,
          fullPage: true,
        });
    }
  });
});
