/** The lab's cards, on the simulated market: a map that fills in and lets go, luck that can be repeated, files that agree. */
import { signIn } from "./fixtures/app";
import { overflowOf } from "./fixtures/readability";
import { expect, test } from "./fixtures/test";

test.beforeEach(async ({ page, app, lab }) => {
  await signIn(page.request, app);
  await lab.open();
});

test("the map fills in; a cell taken over becomes the policy, and the link carries it", async ({ page, lab }) => {
  const { heat } = lab;
  await heat.show();
  await expect(heat.filled).toHaveCount(42);
  await expect(heat.text(/cells? beat holding in these/i)).toBeVisible();

  const cell = heat.cell(/^40\s%, 1 month: /);
  await cell.click();
  await expect(cell).toHaveAttribute("aria-current", "true");
  await expect(lab.sentence).toContainText("40 %");
  await expect(lab.sentence).toContainText(/every month/i);
  // Its own figures did not have to be computed again.
  await expect(heat.filled).toHaveCount(42);

  await expect(page).toHaveURL(/run=/);
  const monthly = page.url();
  await cell.focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(heat.cell(/^30\s%, 2 weeks: /)).toHaveAttribute("aria-current", "true");
  // The address follows once the hand rests; a reload before that finds the run before.
  await expect(page).not.toHaveURL(monthly);
  await page.reload();
  await heat.show();
  await expect(heat.cell(/^30\s%, 2 weeks: .*yours/)).toHaveAttribute("aria-current", "true");
});

test("a fine map can be cancelled and taken up again; destinations switch without computing", async ({ lab }) => {
  const { heat } = lab;
  await heat.show();
  await expect(heat.filled).toHaveCount(42);
  await heat.cancelAtOnce();
  await heat.grid.selectOption("fine");
  await expect(heat.text(/^Stopped/)).toBeVisible();
  expect(await heat.filled.count()).toBeLessThan(330);
  await heat.compute();
  await expect(heat.filled).toHaveCount(330);
  await expect(heat.text("990 runs")).toBeVisible();

  await heat.firstCell.hover();
  await expect(heat.readout).toContainText("5 % band, every day");
  await heat.destination("Edge");
  await expect(heat.filled).toHaveCount(330);
  await heat.shown.selectOption("turnover");
  await expect(heat.text("Turnover a year, %")).toBeVisible();
});

test("luck is one sentence, and the same seed gives it again", async ({ lab }) => {
  const { luck } = lab;
  await luck.show();
  await expect(luck.done).toBeVisible();
  await expect(luck.starts).toContainText(
    /(Of \d+ starts, (\d+|none) ended|All \d+ starts ended) ahead of holding; the middle half/,
  );
  await expect(luck.paths).toContainText(/200 paths/);
  const first = await luck.pathFigures();

  const before = await luck.seed.inputValue();
  await luck.seed.fill("7");
  await expect(luck.running).toBeVisible();
  await expect.poll(luck.pathFigures).not.toBe(first);
  await expect(luck.done).toBeVisible();
  await luck.seed.fill(before);
  await expect.poll(luck.pathFigures).toBe(first);
});

const linesOf = (bytes: Buffer) => bytes.toString("utf8").trimEnd().split("\r\n");

test("what is exported says what is on screen, in full", async ({ page, lab }) => {
  const { computed } = lab;
  await expect(computed).toContainText(/[\d,]+ days, computed in/);
  const shown = Number((await computed.innerText()).replace(/ days.*/s, "").replaceAll(",", ""));

  const figures = await lab.export("Figures, CSV");
  expect(figures.name).toMatch(/^lab-[a-z0-9-]+-\d{4}-\d\d-\d\d-to-\d{4}-\d\d-\d\d-figures\.csv$/);
  const [header = "", yours = "", holding = ""] = linesOf(figures.bytes);
  const final = Number(yours.split(",")[header.split(",").indexOf("final_value")]);
  expect(final).toBeGreaterThan(0);
  expect(holding).toMatch(/^Holding,/);
  await expect(page.getByText(Math.round(final).toLocaleString("en-US")).first()).toBeVisible();

  const values = linesOf((await lab.export("Value by bar, CSV")).bytes);
  expect(values).toHaveLength(shown + 1);
  expect(values.at(-1)?.split(",")[1]).toBe(String(final));

  const results = JSON.parse((await lab.export("Everything, JSON")).bytes.toString("utf8"));
  expect(results.policies[0].metrics.finalValue).toBe(final);
  expect(results.policies[0].events).toHaveLength(results.policies[0].metrics.events);
  expect(results.policies[0].policy.targets.length).toBeGreaterThan(0);

  const svg = (await lab.export("Chart, SVG")).bytes.toString("utf8");
  expect(svg).toMatch(/^<svg xmlns=/);
  expect(svg).not.toMatch(/var\(|NaN/);
  const png = (await lab.export("Chart, PNG")).bytes;
  expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1920, 1380]);

  // The link in the file opens the very run.
  await page.goto(new URL(results.link).pathname + new URL(results.link).search);
  const again = JSON.parse((await lab.export("Everything, JSON")).bytes.toString("utf8"));
  expect(again.policies[0].metrics).toEqual(results.policies[0].metrics);
});

test("weights and years stand beside the run", async ({ page, lab }) => {
  await lab.weights.scrollIntoViewIfNeeded();
  await lab.traces.focus();
  await page.keyboard.press("PageUp");
  await expect(lab.weights.getByText(/rebalanced: drift .* turnover/)).toBeVisible();
  await lab.showStacked();
  await expect(lab.stacked).toBeVisible();
  await expect(lab.years.getByRole("columnheader", { name: "Difference" })).toBeVisible();
  await expect(lab.years.getByText(/holding in (all )?\d/)).toBeVisible();
  // Just wide enough for the panel beside the cards: they are narrowest there.
  await page.setViewportSize({ width: 1010, height: 900 });
  await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0);
});
