/** Every screen, full and empty, light and dark, wide and narrow: axe finds nothing serious, nothing scrolls sideways. */
import type { Page } from "@playwright/test";
import { signIn } from "./fixtures/app";
import { buildDemo, signInToDemo } from "./fixtures/demo";
import { expectReadable, LOOKS } from "./fixtures/readability";
import { listRebalances } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

async function newestSettled(page: Page): Promise<string> {
  const [settled] = await listRebalances(page.request, { state: "settled" });
  if (!settled) throw new Error("The demo has no settled rebalance");
  return settled.id;
}

async function inspect(page: Page, path: string, name: string) {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expectReadable(page, path);
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
}

for (const { look, colorScheme, viewport } of LOOKS) {
  test.describe(look, () => {
    test.use({ colorScheme, viewport });

    test(`every screen of an app in use, ${look}`, async ({ page, app }) => {
      await inspect(page, "/setup", `setup-${look}`);
      const demo = await buildDemo(page.request);
      await inspect(page, "/sign-in", `sign-in-${look}`);
      await signInToDemo(page.request, app, demo);
      const portfolio = `/portfolios/${demo.portfolioIds[0]}`;
      await inspect(page, "/", `overview-${look}`);
      await inspect(page, "/portfolios", `portfolios-${look}`);
      await inspect(page, portfolio, `portfolio-${look}`);
      await inspect(page, `${portfolio}/policy`, `policy-${look}`);
      await inspect(page, `${portfolio}/history`, `history-${look}`);
      await inspect(page, "/portfolios/new", `new-${look}`);
      await inspect(page, `/rebalances/${demo.rebalanceId}`, `proposal-${look}`);
      await inspect(page, `/rebalances/${await newestSettled(page)}`, `settled-${look}`);
      await inspect(page, "/lab", `lab-${look}`);
      await inspect(page, "/venues", `venues-${look}`);
      await inspect(page, "/venues/connect?exchange=kraken", `connect-${look}`);
      await inspect(page, "/activity", `activity-${look}`);
      await inspect(page, "/settings", `settings-${look}`);
    });

    test(`every tab of a portfolio in use, ${look}`, async ({ page, app }) => {
      const demo = await buildDemo(page.request);
      await signInToDemo(page.request, app, demo);
      const [portfolio, byItself, watched] = demo.portfolioIds.map((id) => `/portfolios/${id}`);
      await inspect(page, `${portfolio}/history?tab=orders&asset=BTC`, `history-orders-${look}`);
      await inspect(page, `${portfolio}/history?tab=orders&state=halted`, `history-filtered-empty-${look}`);
      await inspect(page, `${portfolio}/history?tab=cash-flows`, `history-deposits-${look}`);
      await inspect(page, `${portfolio}/history?tab=fees`, `history-fees-${look}`);
      await inspect(page, `${portfolio}/history?tab=decisions`, `history-decisions-${look}`);
      await inspect(page, `${portfolio}/performance`, `performance-${look}`);
      await inspect(page, `${byItself}/performance?range=1M`, `performance-month-${look}`);
      await inspect(page, `${watched}`, `watched-${look}`);
      await inspect(page, `${watched}/performance`, `performance-watched-${look}`);
    });
  });
}

test("every screen of an empty app says what to do next", async ({ page, app }) => {
  await signIn(page.request, app);
  for (const [path, name] of [
    ["/", "overview"],
    ["/portfolios", "portfolios"],
    ["/lab", "lab"],
    ["/venues", "venues"],
    ["/activity", "activity"],
  ] as const)
    await inspect(page, path, `empty-${name}`);
});
