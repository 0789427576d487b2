/** A newcomer's first minutes: no key, no network, from an empty house to a portfolio on paper. */
import { OWNER } from "./fixtures/app";
import { expect, test } from "./fixtures/test";

test("the first start leads to set-up, then to a portfolio on paper, one click away", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/setup/);
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("E-mail").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.locator("form button[type=submit]").click();

  await expect(page.getByText("No portfolio yet")).toBeVisible();
  await page.locator("main").getByRole("link", { name: /paper/i }).first().click();
  await expect(page).toHaveURL(/\/portfolios\/new/);
  await page
    .getByRole("button", { name: /^Start .*on paper/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/portfolios\/(?!new)[\w-]+/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(/simulated/i).first()).toBeVisible();
});

test("set-up is closed after the first owner, and every page asks for a session", async ({ page, request, app }) => {
  const create = (email: string) =>
    request.post("/api/auth/set-up", { data: { ...OWNER, email }, headers: { origin: app.url } });
  expect((await create(OWNER.email)).ok()).toBe(true);
  expect((await create("second@example.com")).ok()).toBe(false);
  await page.goto("/settings");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
  const answer = await (await page.context().browser()?.newContext())?.request.get(
    `${app.url}/api/trpc/portfolios.list`,
  );
  expect(answer?.status()).toBe(401);
});
