/** The lab: a knob is turned, policies are compared, the run travels in a link, and what was found is carried to a portfolio. */
import type { APIRequestContext, Page } from "@playwright/test";
import { query } from "./fixtures/api";
import { type RunningApp, signIn } from "./fixtures/app";
import { stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

interface Demo {
  portfolioIds: string[];
  email: string;
  password: string;
}

async function openDemo(request: APIRequestContext, app: RunningApp): Promise<string> {
  const built = (await (await request.post("/api/scenarios", { data: { name: "demo" } })).json()) as Demo;
  await request.post("/api/auth/sign-in/email", {
    data: { email: built.email, password: built.password },
    headers: { origin: app.url },
  });
  return built.portfolioIds[0] ?? "";
}

const figures = (page: Page) =>
  page.getByRole("region", { name: "Figures of all policies" }).locator("tbody").innerText();
const rowOf = (page: Page, name: RegExp) =>
  page.getByRole("region", { name: "Figures of all policies" }).getByRole("row", { name }).innerText();
const ringed = (page: Page) => page.locator("[data-place][aria-current]").first();
const computed = (page: Page) => expect(page.getByTestId("lab-computed")).toContainText("computed in");

test("from a knob by keyboard to the policy of a portfolio", async ({ page, context, app }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const portfolioId = await openDemo(page.request, app);
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main", exact: true }).getByRole("link", { name: "Lab" }).click();
  await expect(page.getByRole("region", { name: "Result" })).toBeVisible();
  await computed(page);

  const sentence = page.getByTestId("lab-sentence");
  await expect(sentence).toContainText("20 %");
  await page.getByRole("heading", { name: "Band by interval" }).scrollIntoViewIfNeeded();
  await expect(ringed(page)).toBeVisible();
  const before = { ends: await rowOf(page, /^Ends at/), cell: await ringed(page).getAttribute("aria-label") };
  const band = page.getByRole("slider", { name: "Band" });
  await band.focus();
  await band.press("ArrowRight");
  await expect(sentence).toContainText("25 %");
  await expect(band).toHaveAttribute("aria-valuetext", /^25\s% of target$/);
  await expect.poll(() => rowOf(page, /^Ends at/)).not.toBe(before.ends);
  await expect.poll(() => ringed(page).getAttribute("aria-label")).not.toBe(before.cell);

  await page.getByRole("button", { name: "Compare…" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Monthly/ })
    .click();
  await expect(page.getByRole("columnheader", { name: /Monthly/ })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Holding never rebalanced" })).toBeVisible();

  const chart = page.getByRole("group", { name: /^Value from/ });
  await chart.focus();
  await chart.press("ArrowLeft");
  await expect(chart.getByRole("status")).toContainText("Against holding");
  await chart.press("Escape");

  await page.getByRole("button", { name: "Copy link" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const shown = await figures(page);
  await page.goto(link);
  await expect(page.getByRole("columnheader", { name: /Monthly/ })).toBeVisible();
  await expect.poll(() => figures(page)).toBe(shown);
  await expect(sentence).toContainText("25 %");

  const { policyVersion } = await query<{ policyVersion: number }>(page.request, "portfolios.get", { portfolioId });
  await page.getByRole("button", { name: "Use this policy", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio").first().check();
  await dialog.getByRole("button", { name: "Open it in the editor" }).click();
  await expect(page).toHaveURL(/\/policy$/);
  await expect(page.getByText("This draft comes from the lab.")).toBeVisible();
  const after = await query<{ policyVersion: number }>(page.request, "portfolios.get", { portfolioId });
  expect(after.policyVersion).toBe(policyVersion);
});

test("a bent link, missing prices and prices that fail each say so, with a way out", async ({
  page,
  app,
  exchange,
}) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange);
  await page.goto(`/lab?portfolio=${portfolioId}`);
  await expect(page.getByText("No prices of Binance are stored here yet.")).toBeVisible();
  await page.getByRole("button", { name: "Use simulated prices" }).click();
  await expect(page.getByRole("region", { name: "Result" })).toBeVisible();

  await page.goto("/lab?run=bent");
  await expect(page.getByText("This link could not be opened.")).toBeVisible();

  let isDown = true;
  await page.route("**/api/prices?*", (route) =>
    isDown ? route.fulfill({ status: 500, json: { message: "The prices could not be read." } }) : route.continue(),
  );
  await page.getByRole("button", { name: "Use simulated prices" }).click();
  await expect(page.getByText("The prices could not be had.")).toBeVisible();
  isDown = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("region", { name: "Result" })).toBeVisible();
});

test("a house without a portfolio tests a template", async ({ page, app }) => {
  await signIn(page.request, app);
  await page.goto("/lab");
  await expect(page.getByRole("region", { name: "Result" })).toBeVisible();
  await page.getByRole("button", { name: "1 year" }).click();
  await expect(page.getByTestId("lab-computed")).toContainText("366 days");
});
