/**
 * Every screen, full and empty, light and dark, wide and narrow: axe finds nothing serious, nothing scrolls sideways or is
 * cut, down to 320 px; each has one heading and a title of its own.
 */
import type { Page } from "@playwright/test";
import { mutate, query } from "./fixtures/api";
import { signIn } from "./fixtures/app";
import { stageCrowd } from "./fixtures/crowd";
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
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page).toHaveTitle(/^.+ · Evenkeel$/);
  await page.waitForLoadState("networkidle");
  await expectReadable(page, path);
  await picture(page, name);
}

async function picture(page: Page, name: string) {
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
      await inspect(page, "/nowhere", `not-found-${look}`);
      await inspect(page, "/review", `review-${look}`);
      await inspect(page, "/portfolios?state=archived", `archived-empty-${look}`);
    });

    test(`a crowd of forty, ${look}`, async ({ page, app, archived, review }) => {
      await signIn(page.request, app);
      const [first, ...crowd] = await stageCrowd(page.request, 40);
      await mutate(page.request, "portfolios.archive", { portfolioId: first?.portfolioId });
      await mutate(page.request, "portfolios.pause", { portfolioId: crowd[0]?.portfolioId });
      await inspect(page, "/", `crowd-overview-${look}`);
      await inspect(page, "/?state=waits&sort=name&q=Fund", `crowd-filtered-${look}`);
      await inspect(page, "/?q=nobody", `crowd-nothing-${look}`);
      await inspect(page, "/review", `crowd-review-${look}`);
      await review.approveButton.click();
      await expectReadable(page, "the dialog that approves all");
      await inspect(page, "/portfolios?state=archived", `crowd-archived-${look}`);
      await archived.delete(first?.name ?? "");
      await expect(archived.dialog).toBeVisible();
      await expectReadable(page, "the dialog that deletes");
      if (look !== "phone") return;
      await page.setViewportSize({ width: 320, height: 640 });
      for (const path of ["/", "/review", "/portfolios?state=archived"])
        await inspect(page, path, `narrow-${path.slice(1, 7)}`);
    });
  });
}

const NARROW = { look: "narrow", colorScheme: "light", viewport: { width: 320, height: 640 } } as const;

for (const { look, colorScheme, viewport } of [...LOOKS, NARROW]) {
  test.describe(look, () => {
    test.use({ colorScheme, viewport });

    test(`every state of the first minutes, ${look}`, async ({ page, app, overview }) => {
      await signIn(page.request, app);
      await inspect(page, "/", `first-empty-${look}`);
      const { portfolioId } = await mutate<{ portfolioId: string }>(page.request, "portfolios.startOnPaper", {
        templateId: "core-50-30-20",
        amount: "10000",
      });
      await inspect(page, "/", `first-overview-${look}`);
      await inspect(page, `/portfolios/${portfolioId}`, `first-portfolio-${look}`);
      const [proposed] = await listRebalances(page.request, { state: "proposed" });
      await inspect(page, `/rebalances/${proposed?.id}`, `first-proposal-${look}`);

      await page.route("**/api/health", (route) => route.abort());
      await page.evaluate(() => dispatchEvent(new Event("offline")));
      await expect(overview.notAnswering).toBeVisible();
      await expectReadable(page, "lost connection");
      await picture(page, `lost-connection-${look}`);
      await page.unroute("**/api/health");

      await mutate(page.request, "sandbox.build");
      const state = async () => (await query<{ state: string }>(page.request, "sandbox.get")).state;
      await expect.poll(state, { timeout: 120_000 }).toBe("ready");
      await inspect(page, "/settings", `settings-sandbox-${look}`);
      await mutate(page.request, "sandbox.enter");
      await inspect(page, "/", `sandbox-overview-${look}`);

      await page.context().clearCookies();
      await inspect(page, "/activity?action=policy", `sign-in-return-${look}`);
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
    ["/review", "review"],
    ["/portfolios?state=archived", "archived"],
  ] as const)
    await inspect(page, path, `empty-${name}`);
});
