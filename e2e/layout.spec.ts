/** What holds between screens: nowhere is a place with a shell, the focus follows, nothing lies over what is read. */
import type { Locator } from "@playwright/test";
import { signIn } from "./fixtures/app";
import { buildDemo, signInToDemo } from "./fixtures/demo";
import { expect, test } from "./fixtures/test";

const UNKNOWN = "00000000-0000-4000-8000-000000000000";

test("an address without a page has the shell, a heading and a title; strangers see neither nav nor names", async ({
  page,
  app,
  shell,
}) => {
  for (const isSignedIn of [false, true]) {
    if (isSignedIn) await signIn(page.request, app);
    const answer = await page.goto("/nowhere/at/all");
    expect(answer?.status()).toBe(404);
    await expect(shell.heading).toHaveText("Not found");
    await expect(page).toHaveTitle("Not found · Evenkeel");
    await expect(shell.nav).toBeVisible({ visible: isSignedIn });
  }
  for (const path of [`/portfolios/${UNKNOWN}`, `/portfolios/${UNKNOWN}/policy`, `/rebalances/${UNKNOWN}`]) {
    await page.goto(path);
    await expect(shell.heading).toHaveText("Not found");
    await expect(page).toHaveTitle("Not found · Evenkeel");
    await expect(shell.crumb).toHaveText("Not found");
    await expect(shell.nav).toBeVisible();
  }
});

test("after a way to another page Tab goes on in it, and the account's menu leads out", async ({
  page,
  app,
  overview,
  shell,
}) => {
  await signIn(page.request, app);
  await overview.open();
  for (const name of ["Settings", "Portfolios", "Venues"]) {
    await overview.goTo(name);
    await expect(shell.heading).toHaveText(name);
    await expect(shell.main).toBeFocused();
  }
  await page.keyboard.press("Tab");
  await expect(shell.main.locator(":focus")).toHaveCount(1);
  await shell.signOut();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("a phone's breadcrumb keeps the page's own name; the editor's preview scrolls beside it on a desk", async ({
  page,
  app,
  shell,
  editor,
}) => {
  const demo = await buildDemo(page.request);
  await signInToDemo(page.request, app, demo);
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 700 });
    await page.goto(`/rebalances/${demo.rebalanceId}`);
    await expect(shell.crumb).toHaveText("Proposal");
    expect(await isCut(shell.crumb)).toBe(false);
    await expect(shell.back("Long-term core")).toBeVisible();
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await editor.open(demo.portfolioIds[0] ?? "");
  await expect(editor.preview.getByText("before", { exact: true })).toBeVisible();
  await expect(editor.previewAxis.first()).toBeVisible();
  await editor.preview.focus();
  await page.keyboard.press("End");
  await expect(editor.preview.getByText(/^Next check/)).toBeInViewport({ ratio: 1 });
});

test("the lab's tooltip lies on no line, wherever the crosshair stands", async ({ page, app, lab }) => {
  await signIn(page.request, app);
  await lab.open();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(lab.chart).toBeVisible();
    // On a phone there must be space in the window beside the chart, as there is where it is scrolled to.
    await lab.chart.evaluate((element) =>
      scrollBy({ top: element.getBoundingClientRect().top - 180, behavior: "instant" }),
    );
    const box = await lab.chart.boundingBox();
    if (!box) throw new Error("The chart is not drawn");
    for (const share of [0.15, 0.35, 0.5, 0.65, 0.85]) {
      await page.mouse.move(box.x + box.width * share, box.y + 60);
      await expect(lab.tip).toContainText("Holding");
      expect(await lab.tip.locator("i").count()).toBeGreaterThan(1);
      expect(await pointsUnder(lab.chart), `at ${share} of ${width} px`).toBe(0);
    }
    await page.mouse.move(0, 0);
  }
});

const isCut = (locator: Locator) => locator.evaluate((element) => element.scrollWidth > element.clientWidth);

/** How many points of the chart's lines its tooltip lies on. */
const pointsUnder = (chart: Locator) =>
  chart.evaluate((element) => {
    const tip = element.querySelector("[role=status]")?.getBoundingClientRect();
    if (!tip) throw new Error("No tooltip");
    let under = 0;
    for (const path of element.querySelectorAll<SVGPathElement>("path[fill=none][stroke-linejoin=round]")) {
      const matrix = path.getScreenCTM();
      if (!matrix) continue;
      for (let along = 0; along < path.getTotalLength(); along += 2) {
        const { x, y } = path.getPointAtLength(along).matrixTransform(matrix);
        if (x > tip.left && x < tip.right && y > tip.top && y < tip.bottom) under += 1;
      }
    }
    return under;
  });
