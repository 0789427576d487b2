/** The lab: a slider is moved, policies are compared, the run travels in a link, and what was found goes to a portfolio. */
import { buildDemo, signInToDemo } from "./fixtures/demo";
import { readPortfolio } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test("from a slider by keyboard to the policy of a portfolio", async ({
  page,
  context,
  app,
  overview,
  lab,
  editor,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const demo = await buildDemo(page.request);
  await signInToDemo(page.request, app, demo);
  await overview.open();
  await overview.goTo("Lab");
  await expect(lab.result).toBeVisible();
  await expect(lab.computed).toContainText("computed in");

  await expect(lab.sentence).toContainText("20 %");
  await lab.heat.show();
  await expect(lab.heat.yours).toBeVisible();
  const before = { ends: await lab.figure(/^Ends at/), cell: await lab.heat.yours.getAttribute("aria-label") };
  await lab.band.focus();
  await lab.band.press("ArrowRight");
  await expect(lab.sentence).toContainText("25 %");
  await expect(lab.band).toHaveAttribute("aria-valuetext", /^25\s% of target$/);
  await expect.poll(() => lab.figure(/^Ends at/)).not.toBe(before.ends);
  await expect.poll(() => lab.heat.yours.getAttribute("aria-label")).not.toBe(before.cell);

  await lab.compareWith(/^Monthly/);
  await expect(lab.column(/Monthly/)).toBeVisible();
  await expect(lab.column("Holding never rebalanced")).toBeVisible();

  await lab.chart.focus();
  await lab.chart.press("ArrowLeft");
  await expect(lab.chart.getByRole("status")).toContainText("Against holding");
  await lab.chart.press("Escape");

  const link = await lab.copyLink();
  const shown = await lab.figures();
  await page.goto(link);
  await expect(lab.column(/Monthly/)).toBeVisible();
  await expect.poll(lab.figures).toBe(shown);
  await expect(lab.sentence).toContainText("25 %");

  const [portfolioId = ""] = demo.portfolioIds;
  const { policyVersion } = await readPortfolio(page.request, portfolioId);
  await lab.usePolicy();
  await lab.firstPortfolio.check();
  await lab.openInEditor();
  await expect(page).toHaveURL(/\/policy$/);
  await expect(editor.fromLab).toBeVisible();
  expect((await readPortfolio(page.request, portfolioId)).policyVersion).toBe(policyVersion);
});

test("a bent link, missing prices and prices that fail each say so, with a way out", async ({ page, lab, stage }) => {
  const { portfolioId } = await stage.fiftyThirtyTwenty();
  await lab.open(portfolioId);
  await expect(lab.noPrices).toBeVisible();
  await lab.useSimulatedPrices();
  await expect(lab.result).toBeVisible();

  await page.goto("/lab?run=bent");
  await expect(lab.linkRefused).toBeVisible();

  let isDown = true;
  await page.route("**/api/prices?*", (route) =>
    isDown ? route.fulfill({ status: 500, json: { message: "The prices could not be read." } }) : route.continue(),
  );
  await lab.useSimulatedPrices();
  await expect(lab.pricesFailed).toBeVisible();
  isDown = false;
  await lab.tryAgain();
  await expect(lab.result).toBeVisible();
});

test("an app without a portfolio tests a template", async ({ lab, stage }) => {
  await stage.signIn();
  await lab.open();
  await expect(lab.result).toBeVisible();
  await lab.period("1 year");
  await expect(lab.computed).toContainText("366 days");
});
