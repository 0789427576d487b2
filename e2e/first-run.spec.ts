/** A newcomer's first minutes: no key, no network, from an empty installation to a portfolio on paper. */
import { OWNER } from "./fixtures/app";
import { expect, test } from "./fixtures/test";

test("the first start leads to set-up, then to a portfolio on paper, one click away", async ({
  page,
  overview,
  portfolio,
  signInForm,
}) => {
  await overview.open();
  await expect(page).toHaveURL(/\/setup/);
  await signInForm.createOwner(OWNER);

  await expect(overview.noPortfolio).toBeVisible();
  await overview.startOnPaper();
  await expect(page).toHaveURL(/\/portfolios\/new/);
  await page
    .getByRole("button", { name: /^Start .*on paper/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/portfolios\/(?!new)[\w-]+/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(portfolio.simulated).toBeVisible();
});

test("set-up is closed after the first owner, and every page needs a session", async ({
  page,
  request,
  app,
  settings,
  signInForm,
}) => {
  const create = (email: string) =>
    request.post("/api/auth/set-up", { data: { ...OWNER, email }, headers: { origin: app.url } });
  expect((await create(OWNER.email)).ok()).toBe(true);
  expect((await create("second@example.com")).ok()).toBe(false);
  await settings.open();
  await expect(page).toHaveURL(/\/sign-in/);
  await signInForm.signIn({ ...OWNER, password: "not the password" });
  await expect(signInForm.problem).toBeVisible();
  await signInForm.signIn(OWNER);
  await expect(page).not.toHaveURL(/\/sign-in/);
  const stranger = await page.context().browser()?.newContext();
  const answer = await stranger?.request.get(`${app.url}/api/trpc/portfolios.list`);
  expect(answer?.status()).toBe(401);
});
