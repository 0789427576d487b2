/** The strategy parts of a policy, set up as an owner without a mouse would: each on its page, in its own words. */
import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { mutate, query } from "./fixtures/api";
import { signIn } from "./fixtures/app";
import { expect, test } from "./fixtures/test";

const TABS_MAX = 90;
const PAGES = [/Targets/, /Follow the market/, /When it acts/, /Bands/, /Let winners run/, /Portfolio stop/];
const LOOKS = [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 1440 },
  { colorScheme: "light", width: 390 },
] as const;

/** Presses Tab until the focus is there: what cannot be reached so is not there for everybody. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  await expect(goal).toBeVisible();
  for (let pressed = 0; pressed < TABS_MAX; pressed += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${goal} was not reached by ${TABS_MAX} presses of Tab`);
}

async function press(page: Page, goal: Locator, key: "Enter" | "Space"): Promise<void> {
  await tabTo(page, goal);
  await page.keyboard.press(key);
}

async function type(page: Page, goal: Locator, text: string): Promise<void> {
  await tabTo(page, goal);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

const startOnPaper = (page: Page) =>
  mutate<{ portfolioId: string }>(page.request, "portfolios.startOnPaper", {
    templateId: "core-50-30-20",
    amount: "10000",
  });

test("a policy that follows the market, lets winners run and knows a stop is set up by keyboard alone", async ({
  page,
  app,
}) => {
  await signIn(page.request, app);
  const { portfolioId } = await startOnPaper(page);
  await page.goto(`/portfolios/${portfolioId}/policy`);
  const tabs = page.getByRole("navigation", { name: "Pages of the policy" });
  const save = page.getByRole("region", { name: "Save" });

  await test.step("the simple form has one switch for each, all off", async () => {
    for (const name of ["Follow the market", "Let winners run", "Portfolio stop"])
      await expect(page.getByRole("switch", { name: `${name}: Off` })).not.toBeChecked();
    await press(page, page.getByRole("switch", { name: /Let winners run/ }), "Space");
    await press(page, page.getByRole("switch", { name: /Portfolio stop/ }), "Space");
    await expect(page.getByText(/A winner runs while its price is over its 50-day average/)).toBeVisible();
  });

  await test.step("weights by inverse volatility, cash as written", async () => {
    await page.goto(`/portfolios/${portfolioId}/policy`);
    await page.getByRole("button", { name: "Bring them back" }).click();
    await press(page, tabs.getByRole("link", { name: /Follow the market/ }), "Enter");
    await expect(page).toHaveURL(/\?page=weights$/);
    await press(page, page.getByRole("switch", { name: /Follow the market/ }), "Space");
    await expect(page.getByRole("radio", { name: /Inverse volatility/ })).toBeChecked();
    await tabTo(page, page.getByRole("radio", { name: /Inverse volatility/ }));
    await page.keyboard.press("ArrowDown");
    await expect(page.getByText(/Each target carries the same risk/)).toBeVisible();
    await expect(page.getByText("Source: Maillard, Roncalli and Teiletche, 2010")).toBeVisible();
    await page.keyboard.press("ArrowUp");
    await type(page, page.getByRole("textbox", { name: "Look-back" }), "45");
    await expect(page.getByText(/inverse of volatility over 45.days/)).toBeVisible();
    await expect(page.getByRole("combobox", { name: /Tether: how its weight is set/ })).toHaveValue("fixed");
    await expect(page.getByRole("combobox", { name: /Bitcoin: how its weight is set/ })).toHaveValue("follows");
  });

  await test.step("a wrong figure is named on its page, marked on its tab, and found from elsewhere", async () => {
    await press(page, tabs.getByRole("link", { name: /Portfolio stop/ }), "Enter");
    const fall = page.getByRole("textbox", { name: "Fall" });
    await type(page, fall, "130");
    await expect(page.getByText("The drop must be more than 0 and less than 100 %, not 130 %.").first()).toBeVisible();
    await expect(tabs.getByRole("link", { name: /Portfolio stop.*1 problem/ })).toBeVisible();
    await expect(save.getByRole("button", { name: /Save as version/ })).toBeDisabled();
    await press(page, tabs.getByRole("link", { name: /Bands/ }), "Enter");
    await press(page, save.getByRole("button", { name: /Show/ }), "Enter");
    await expect(page).toHaveURL(/\?page=stop$/);
    await expect(fall).toBeFocused();
    await type(page, fall, "25");
    await expect(page.getByText(/If the portfolio falls 25.% from its peak/)).toBeVisible();
    await expect(tabs.getByRole("link", { name: /problem/ })).toHaveCount(0);
  });

  await test.step("saved, it is there again", async () => {
    await press(page, save.getByRole("button", { name: "Save as version 2" }), "Enter");
    await expect(page.getByText("Saved as version 2.")).toBeVisible();
    await page.goto(`/portfolios/${portfolioId}/policy?page=weights`);
    await expect(page.getByRole("switch", { name: "Follow the market: On" })).toBeChecked();
    await expect(page.getByRole("textbox", { name: "Look-back" })).toHaveValue("45");
    await page.reload();
    await tabs.getByRole("link", { name: /Portfolio stop/ }).click();
    await expect(page.getByRole("textbox", { name: "Fall" })).toHaveValue("25");
    await page.goBack();
    await expect(page.getByRole("textbox", { name: "Look-back" })).toHaveValue("45");
    const { json } = await query<{ json: string }>(page.request, "policies.exportJson", { portfolioId });
    expect(JSON.parse(json)).toMatchObject({
      dynamic: { rule: { kind: "inverse-volatility", lookbackDays: 45 }, fixed: ["USDT"], bound: 0.1 },
      trendGuard: { averageDays: 50, momentumDays: 30, momentumMin: 0, driftMax: 0.15 },
      stop: { kind: "peak", drop: 0.25, safeAsset: "USDT", restart: { kind: "trend", averageDays: 100 } },
    });
  });
});

test("every part reads well, light and dark, wide and narrow", async ({ page, app }) => {
  await signIn(page.request, app);
  const { portfolioId } = await startOnPaper(page);
  const { policy } = await query<{ policy: object }>(page.request, "portfolios.get", { portfolioId });
  const daily = { cron: "0 9 * * *", timeZone: "UTC" };
  const bounds = { fixed: ["USDT"], safe: null, weightMin: 0, weightMax: 1, bound: 0.1 };
  await mutate(page.request, "policies.save", {
    portfolioId,
    baseVersion: 1,
    policy: {
      ...policy,
      triggers: [
        { kind: "hybrid", ...daily, driftMin: 0.03 },
        { kind: "cash-flow", shareMin: 0.01 },
      ],
      band: { kind: "volatility", multiple: 1, lookAheadDays: 7, halfLifeDays: 20, floor: 0.01, cap: 0.1 },
      dynamic: { rule: { kind: "equal-risk", lookbackDays: 90 }, ...bounds, ...daily },
      trendGuard: { averageDays: 50, momentumDays: 30, momentumMin: 0, driftMax: 0.15 },
      stop: {
        kind: "trailing",
        windowDays: 365,
        drop: 0.3,
        safeAsset: "USDT",
        restart: { kind: "after-days", days: 30 },
      },
    },
  });
  for (const { colorScheme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`/portfolios/${portfolioId}/policy`);
    for (const name of PAGES) {
      await page.getByRole("navigation", { name: "Pages of the policy" }).getByRole("link", { name }).click();
      await expect(page.getByRole("heading", { level: 2, name }).first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa"]).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect.soft(serious.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(overflow, `${name} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
    }
  }
});

test("an unsaved draft goes to the lab, and a policy of the lab comes back as one", async ({ page, app }) => {
  await signIn(page.request, app);
  const { portfolioId } = await startOnPaper(page);
  await page.goto(`/portfolios/${portfolioId}/policy?page=bands`);
  await page.getByRole("textbox", { name: "Share of the target" }).fill("35");
  await page.getByRole("link", { name: "Test in the lab" }).click();
  await expect(page).toHaveURL(new RegExp(`/lab\\?portfolio=${portfolioId}`));
  await expect(page.getByText("Your draft").first()).toBeAttached();

  await page
    .getByRole("button", { name: /Use this policy/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Open it in the editor" }).click();
  await expect(page.getByText("This draft comes from the lab.")).toBeVisible();
  await page.getByRole("navigation", { name: "Pages of the policy" }).getByRole("link", { name: "Bands" }).click();
  await expect(page.getByRole("textbox", { name: "Share of the target" })).toHaveValue("35");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText("This draft comes from the lab.")).toBeHidden();
  await expect(page.getByRole("textbox", { name: "Share of the target" })).toHaveValue("20");
});
