/** The strategy parts of a policy, set up as an owner without a mouse would: each on its page, described in its own sentence. */
import type { Locator, Page } from "@playwright/test";
import { mutate, query } from "./fixtures/api";
import { expectReadable, LOOKS } from "./fixtures/readability";
import { readPortfolio } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const TABS_MAX = 90;
const PAGES = [/Targets/, /Follow the market/, /When it acts/, /Bands/, /Let winners run/, /Portfolio stop/];

/** Presses Tab until the focus is there: what cannot be reached so is not there for everybody. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let pressed = 0; pressed < TABS_MAX; pressed += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${control} was not reached by ${TABS_MAX} presses of Tab`);
}

async function press(page: Page, control: Locator, key: "Enter" | "Space"): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

async function type(page: Page, control: Locator, text: string): Promise<void> {
  await tabTo(page, control);
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
  editor,
  stage,
}) => {
  await stage.signIn();
  const { portfolioId } = await startOnPaper(page);
  await editor.open(portfolioId);

  await test.step("the simple form has one switch for each, all off", async () => {
    for (const name of ["Follow the market", "Let winners run", "Portfolio stop"])
      await expect(editor.switch(`${name}: Off`)).not.toBeChecked();
    await press(page, editor.switch(/Let winners run/), "Space");
    await press(page, editor.switch(/Portfolio stop/), "Space");
    await expect(editor.text(/A winner runs while its price is over its 50-day average/)).toBeVisible();
  });

  await test.step("weights by inverse volatility, cash as written", async () => {
    await editor.open(portfolioId);
    await editor.bringBackDraft();
    await press(page, editor.tab(/Follow the market/), "Enter");
    await expect(page).toHaveURL(/\?page=weights$/);
    await press(page, editor.switch(/Follow the market/), "Space");
    await expect(editor.rule(/Inverse volatility/)).toBeChecked();
    await tabTo(page, editor.rule(/Inverse volatility/));
    await page.keyboard.press("ArrowDown");
    await expect(editor.text(/Each target carries the same risk/)).toBeVisible();
    await expect(editor.text("Source: Maillard, Roncalli and Teiletche, 2010")).toBeVisible();
    await page.keyboard.press("ArrowUp");
    await type(page, editor.field("Look-back"), "45");
    await expect(editor.text(/inverse of volatility over 45.days/)).toBeVisible();
    await expect(editor.weightOf("Tether")).toHaveValue("fixed");
    await expect(editor.weightOf("Bitcoin")).toHaveValue("follows");
  });

  await test.step("a wrong figure is named on its page, marked on its tab, and found from elsewhere", async () => {
    await press(page, editor.tab(/Portfolio stop/), "Enter");
    const fall = editor.field("Fall");
    await type(page, fall, "130");
    await expect(editor.text("The drop must be more than 0 and less than 100 %, not 130 %.").first()).toBeVisible();
    await expect(editor.tab(/Portfolio stop.*1 problem/)).toBeVisible();
    await expect(editor.saveButton).toBeDisabled();
    await press(page, editor.tab(/Bands/), "Enter");
    await press(page, editor.showProblem, "Enter");
    await expect(page).toHaveURL(/\?page=stop$/);
    await expect(fall).toBeFocused();
    await type(page, fall, "25");
    await expect(editor.text(/If the portfolio falls 25.% from its peak/)).toBeVisible();
    await expect(editor.tab(/problem/)).toHaveCount(0);
  });

  await test.step("saved, it is there again", async () => {
    await press(page, editor.saveAs(2), "Enter");
    await expect(editor.text("Saved as version 2.")).toBeVisible();
    await editor.open(portfolioId, "weights");
    await expect(editor.switch("Follow the market: On")).toBeChecked();
    await expect(editor.field("Look-back")).toHaveValue("45");
    await page.reload();
    await editor.tab(/Portfolio stop/).click();
    await expect(editor.field("Fall")).toHaveValue("25");
    await page.goBack();
    await expect(editor.field("Look-back")).toHaveValue("45");
    const { json } = await query<{ json: string }>(page.request, "policies.exportJson", { portfolioId });
    expect(JSON.parse(json)).toMatchObject({
      dynamic: { rule: { kind: "inverse-volatility", lookbackDays: 45 }, fixed: ["USDT"], bound: 0.1 },
      trendGuard: { averageDays: 50, momentumDays: 30, momentumMin: 0, driftMax: 0.15 },
      stop: { kind: "peak", drop: 0.25, safeAsset: "USDT", restart: { kind: "trend", averageDays: 100 } },
    });
  });
});

test("every part reads well, light and dark, wide and narrow", async ({ page, editor, stage }) => {
  await stage.signIn();
  const { portfolioId } = await startOnPaper(page);
  const { policy } = await readPortfolio(page.request, portfolioId);
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
  for (const { look, colorScheme, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await editor.open(portfolioId);
    for (const name of PAGES) {
      await editor.tab(name).click();
      await expect(editor.heading(name)).toBeVisible();
      await expectReadable(page, `${name}, ${look}`);
    }
  }
});

test("an unsaved draft goes to the lab, and a policy of the lab comes back as one", async ({
  page,
  editor,
  lab,
  stage,
}) => {
  await stage.signIn();
  const { portfolioId } = await startOnPaper(page);
  await editor.open(portfolioId, "bands");
  await editor.field("Share of the target").fill("35");
  await editor.testInLab();
  await expect(page).toHaveURL(new RegExp(`/lab\\?portfolio=${portfolioId}`));
  await expect(lab.draft).toBeAttached();

  await lab.usePolicy();
  await lab.openInEditor();
  await expect(editor.fromLab).toBeVisible();
  await editor.tab("Bands").click();
  await expect(editor.field("Share of the target")).toHaveValue("35");
  await editor.discard();
  await expect(editor.fromLab).toBeHidden();
  await expect(editor.field("Share of the target")).toHaveValue("20");
});
