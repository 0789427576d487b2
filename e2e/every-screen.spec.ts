/** Every screen, full and empty, light and dark, wide and narrow: axe finds nothing serious, nothing scrolls sideways. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { query } from "./fixtures/api";
import { signIn } from "./fixtures/app";
import { expect, test } from "./fixtures/test";

interface Built {
  portfolioIds: string[];
  rebalanceId: string;
}

async function newestSettled(page: Page): Promise<string> {
  const { rows } = await query<{ rows: { id: string; state: string }[] }>(page.request, "rebalances.list", {});
  const settled = rows.find(({ state }) => state === "settled");
  if (!settled) throw new Error("The demo has no settled rebalance");
  return settled.id;
}

async function judge(page: Page, path: string, name: string) {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect.soft(serious.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png`, fullPage: true });
}

const LOOKS = [
  { look: "light", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { look: "dark", colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { look: "phone", colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const;

for (const { look, colorScheme, viewport } of LOOKS) {
  test.describe(look, () => {
    test.use({ colorScheme, viewport });

    test(`every screen of a house in use, ${look}`, async ({ page, app }) => {
      await page.goto("/setup");
      await judge(page, "/setup", `setup-${look}`);
      const answer = await page.request.post("/api/scenarios", { data: { name: "demo" } });
      expect(answer.ok(), await answer.text()).toBe(true);
      const built = (await answer.json()) as Built & { email: string; password: string };
      await page.goto("/sign-in");
      await judge(page, "/sign-in", `sign-in-${look}`);
      const signedIn = await page.request.post("/api/auth/sign-in/email", {
        data: { email: built.email, password: built.password },
        headers: { origin: app.url },
      });
      expect(signedIn.ok()).toBe(true);
      const [portfolioId] = built.portfolioIds;
      await judge(page, "/", `overview-${look}`);
      await judge(page, "/portfolios", `portfolios-${look}`);
      await judge(page, `/portfolios/${portfolioId}`, `portfolio-${look}`);
      await judge(page, `/portfolios/${portfolioId}/policy`, `policy-${look}`);
      await judge(page, `/portfolios/${portfolioId}/history`, `history-${look}`);
      await judge(page, "/portfolios/new", `new-${look}`);
      await judge(page, `/rebalances/${built.rebalanceId}`, `proposal-${look}`);
      await judge(page, `/rebalances/${await newestSettled(page)}`, `settled-${look}`);
      await judge(page, "/lab", `lab-${look}`);
      await judge(page, "/venues", `venues-${look}`);
      await judge(page, "/venues/connect?exchange=kraken", `connect-${look}`);
      await judge(page, "/activity", `activity-${look}`);
      await judge(page, "/settings", `settings-${look}`);
    });
  });
}

test("every screen of an empty house says what to do next", async ({ page, app }) => {
  await signIn(page.request, app);
  for (const [path, name] of [
    ["/", "overview"],
    ["/portfolios", "portfolios"],
    ["/lab", "lab"],
    ["/venues", "venues"],
    ["/activity", "activity"],
  ] as const)
    await judge(page, path, `empty-${name}`);
});
