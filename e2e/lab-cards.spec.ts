/** The lab's sheets, on the simulated market: a map that fills in and lets go, luck that can be repeated, files that agree. */
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { signIn } from "./fixtures/app";
import { expect, test } from "./fixtures/test";

test.beforeEach(async ({ page, app }) => {
  await signIn(page.request, app);
  await page.goto("/lab");
});

const heatOf = (page: Page) => page.getByRole("region", { name: "Band by interval" });
const filled = (heat: Locator) => heat.locator("[data-place][data-step]:not([data-stale])");

test("the map fills in; a cell taken over becomes the policy, and the link keeps it", async ({ page }) => {
  const heat = heatOf(page);
  await heat.scrollIntoViewIfNeeded();
  await expect(filled(heat)).toHaveCount(42);
  await expect(heat.getByText(/cells? beat holding in these/i)).toBeVisible();

  const cell = heat.getByLabel(/^40\s%, 1 month: /);
  await cell.click();
  await expect(cell).toHaveAttribute("aria-current", "true");
  await expect(page.getByTestId("lab-sentence")).toContainText("40 %");
  await expect(page.getByTestId("lab-sentence")).toContainText(/every month/i);
  // Its own figures did not have to be computed again.
  await expect(filled(heat)).toHaveCount(42);

  await expect(page).toHaveURL(/run=/);
  const monthly = page.url();
  await cell.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(heat.getByLabel(/^30\s%, 2 weeks: /)).toHaveAttribute("aria-current", "true");
  // The address follows once the hand rests; a reload before that finds the run before.
  await expect(page).not.toHaveURL(monthly);
  await page.reload();
  await heat.scrollIntoViewIfNeeded();
  await expect(heat.getByLabel(/^30\s%, 2 weeks: .*yours/)).toHaveAttribute("aria-current", "true");
});

test("a fine map can be cancelled and taken up again; destinations switch without computing", async ({ page }) => {
  const heat = heatOf(page);
  await heat.scrollIntoViewIfNeeded();
  await expect(filled(heat)).toHaveCount(42);
  // Quicker than any hand: the whole map may take less than a second.
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      const buttons = document.querySelectorAll<HTMLButtonElement>('[aria-labelledby="h-heat"] button');
      const cancel = [...buttons].find((button) => button.textContent === "Cancel");
      if (!cancel) return;
      watch.disconnect();
      cancel.click();
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await heat.getByLabel("Grid").selectOption("fine");
  await expect(heat.getByText(/^Stopped/)).toBeVisible();
  expect(await filled(heat).count()).toBeLessThan(330);
  await heat.getByRole("button", { name: "Compute" }).click();
  await expect(filled(heat)).toHaveCount(330);
  await expect(heat.getByText("990 runs")).toBeVisible();

  await heat.locator("[data-place='0']").hover();
  await expect(heat.getByTestId("heat-readout")).toContainText("5 % band, every day");
  await heat.getByRole("button", { name: "Edge" }).click();
  await expect(filled(heat)).toHaveCount(330);
  await heat.getByLabel("What the cells show").selectOption("turnover");
  await expect(heat.getByText("Turnover a year, %")).toBeVisible();
});

test("luck is told in a sentence, and the same seed tells it again", async ({ page }) => {
  const luck = page.getByRole("region", { name: "How much was luck" });
  await luck.scrollIntoViewIfNeeded();
  const starts = luck.getByRole("region", { name: /^Other starts/ }).getByTestId("spread-sentence");
  const paths = luck.getByRole("region", { name: /^Other paths/ }).getByTestId("spread-sentence");
  const isDone = () => expect(luck.getByText("Each dot is an equal share")).toBeVisible();
  await isDone();
  await expect(starts).toContainText(
    /(Of \d+ starts, (\d+|none) ended|All \d+ starts ended) ahead of holding; the middle half/,
  );
  await expect(paths).toContainText(/200 paths/);
  const first = await luck
    .getByRole("region", { name: /^Other paths/ })
    .getByRole("table")
    .innerText();

  const seed = luck.getByLabel("Seed");
  const before = await seed.inputValue();
  await seed.fill("7");
  await expect(luck.getByText(/of 400 runs|Each dot/)).toBeVisible();
  const table = () =>
    luck
      .getByRole("region", { name: /^Other paths/ })
      .getByRole("table")
      .innerText();
  await expect.poll(table).not.toBe(first);
  await isDone();
  await seed.fill(before);
  await expect.poll(table).toBe(first);
});

async function exported(page: Page, label: string) {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: label }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const linesOf = (bytes: Buffer) => bytes.toString("utf8").trimEnd().split("\r\n");

test("what is exported says what is on screen, in full", async ({ page }) => {
  const bars = page.getByText(/^[\d,]+ days, computed in/);
  await expect(bars).toBeVisible();
  const shown = Number((await bars.innerText()).replace(/ days.*/, "").replaceAll(",", ""));

  const figures = await exported(page, "Figures, CSV");
  expect(figures.name).toMatch(/^lab-[a-z0-9-]+-\d{4}-\d\d-\d\d-to-\d{4}-\d\d-\d\d-figures\.csv$/);
  const [header = "", yours = "", holding = ""] = linesOf(figures.bytes);
  const final = Number(yours.split(",")[header.split(",").indexOf("final_value")]);
  expect(final).toBeGreaterThan(0);
  expect(holding).toMatch(/^Holding,/);
  await expect(page.getByText(Math.round(final).toLocaleString("en-US")).first()).toBeVisible();

  const values = linesOf((await exported(page, "Value by bar, CSV")).bytes);
  expect(values).toHaveLength(shown + 1);
  expect(values.at(-1)?.split(",")[1]).toBe(String(final));

  const results = JSON.parse((await exported(page, "Everything, JSON")).bytes.toString("utf8"));
  expect(results.policies[0].metrics.finalValue).toBe(final);
  expect(results.policies[0].events).toHaveLength(results.policies[0].metrics.events);
  expect(results.policies[0].policy.targets.length).toBeGreaterThan(0);

  const svg = (await exported(page, "Chart, SVG")).bytes.toString("utf8");
  expect(svg).toMatch(/^<svg xmlns=/);
  expect(svg).not.toMatch(/var\(|NaN/);
  const png = (await exported(page, "Chart, PNG")).bytes;
  expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1920, 1380]);

  // The link in the file opens the very run.
  await page.goto(new URL(results.link).pathname + new URL(results.link).search);
  const again = JSON.parse((await exported(page, "Everything, JSON")).bytes.toString("utf8"));
  expect(again.policies[0].metrics).toEqual(results.policies[0].metrics);
});

test("weights and years stand beside the run", async ({ page }) => {
  const weights = page.getByRole("region", { name: "Weights", exact: true });
  await weights.scrollIntoViewIfNeeded();
  const traces = weights.getByRole("group", { name: /^Weights from .* rebalances/ });
  await traces.focus();
  await page.keyboard.press("PageUp");
  await expect(weights.getByText(/rebalanced: drift .* turnover/)).toBeVisible();
  await weights.getByRole("button", { name: "Stacked" }).click();
  await expect(weights.getByRole("group", { name: /^Weights stacked/ })).toBeVisible();
  const years = page.getByRole("region", { name: "Year by year" });
  await expect(years.getByRole("columnheader", { name: "Difference" })).toBeVisible();
  await expect(years.getByText(/holding in (all )?\d/)).toBeVisible();
  // Just wide enough for the panel beside the cards: they are narrowest there.
  await page.setViewportSize({ width: 1010, height: 900 });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(overflow).toBeLessThanOrEqual(0);
});
