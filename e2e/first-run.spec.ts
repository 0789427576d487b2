/** A newcomer's first minutes: no key, no network, from an empty installation to a purchase that is settled and understood. */
import { mutate } from "./fixtures/api";
import { OWNER, signIn } from "./fixtures/app";
import { expect, test } from "./fixtures/test";

test("from an empty installation to a settled first purchase in five clicks, with no word left unexplained", async ({
  page,
  overview,
  portfolio,
  proposal,
  signInForm,
}) => {
  const startedAt = performance.now();
  await page.addInitScript(() => {
    // Over page loads: how often a newcomer pressed something.
    addEventListener(
      "click",
      () => sessionStorage.setItem("clicks", String(Number(sessionStorage.clicks ?? 0) + 1)),
      true,
    );
  });
  await overview.open();
  await expect(page).toHaveURL(/\/setup/);
  await signInForm.createOwner(OWNER);
  await expect(overview.noPortfolio).toBeVisible();
  await expect(overview.lookAround).toBeVisible();
  await overview.startOnPaper();
  await expect(page).toHaveURL(/\/portfolios\/new/);
  await page
    .getByRole("button", { name: /^Start .*on paper/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/portfolios\/(?!new)[\w-]+/);
  await expect(portfolio.simulated).toBeVisible();
  await expect(portfolio.firstPurchase).toBeVisible();
  await expect(page.getByText(/over its band/)).toHaveCount(0);

  await portfolio.review();
  await expect(proposal.heading).toHaveText("Your first purchase: 2 buys");
  await expect(page.getByText("So far the portfolio holds only cash.", { exact: false })).toBeVisible();
  await expect(page.getByText("Then it is on target: Bitcoin 50.0", { exact: false })).toBeVisible();
  await expect(page.getByText("lands on target")).toHaveCount(5);
  await expect(page.getByText(/(under|over) its band|back on target/)).toHaveCount(0);
  await proposal.approve(2);
  await expect(proposal.settled).toBeVisible({ timeout: 30_000 });
  const clicks = await page.evaluate(() => Number(sessionStorage.clicks));
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(`First run: ${clicks} clicks, ${seconds.toFixed(1)} s of machine time`);
  expect(clicks).toBe(5);

  await page.goBack();
  await expect(portfolio.onTarget).toBeVisible({ timeout: 30_000 });
});

test("terms are explained where they stand, by touch and by keyboard", async ({ page, app, portfolio, proposal }) => {
  await signIn(page.request, app);
  const { portfolioId } = await mutate<{ portfolioId: string }>(page.request, "portfolios.startOnPaper", {
    templateId: "core-50-30-20",
    amount: "10000",
  });
  await portfolio.open(portfolioId);
  const term = page.getByRole("button", { name: "band", exact: true });
  const text = page.getByText("How far a weight may stray", { exact: false });
  await expect(text).toBeHidden();
  await term.focus();
  await page.keyboard.press("Enter");
  await expect(text).toBeVisible();
  await expect(page.getByText("Percentage points:", { exact: false })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(text).toBeHidden();
  await portfolio.review();
  await expect(proposal.heading).toBeVisible();
  await page.getByRole("button", { name: /bps$/ }).click();
  await expect(page.getByText("Basis points, hundredths", { exact: false })).toBeVisible();
});

test("a field is judged once it is left, not while it is typed into", async ({ page, app }) => {
  await signIn(page.request, app);
  await page.goto("/portfolios/new");
  const amount = page.getByLabel("Paper money");
  const problem = page.getByText("Write an amount above 0.");
  await amount.fill("");
  await expect(amount).toBeFocused();
  await expect(problem).toBeHidden();
  await amount.blur();
  await expect(problem).toBeVisible();
  await amount.fill("5");
  await expect(problem).toBeHidden();
});
