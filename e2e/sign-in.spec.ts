/** Who may in, and that sign-in leads where one wanted to go. */
import { OWNER } from "./fixtures/app";
import { expect, test } from "./fixtures/test";

test("sign-in leads back to where one wanted to go, and nowhere else", async ({ page, app, request, signInForm }) => {
  const made = await request.post("/api/auth/set-up", { data: OWNER, headers: { origin: app.url } });
  expect(made.ok()).toBe(true);
  await page.goto("/activity?action=policy#top");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await expect(signInForm.returns).toBeVisible();
  await signInForm.signIn(OWNER);
  await expect(page).toHaveURL(`${app.url}/activity?action=policy#top`);

  // The session ends while a page is open: the next step leads through sign-in to where it was going.
  await page.context().clearCookies();
  await page.getByRole("navigation", { name: "Main", exact: true }).getByRole("link", { name: "Lab" }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Flab/);
  await page.context().clearCookies();
  for (const evil of ["//evil.example", "/\\evil.example", "%2F%2Fevil.example", "/.//evil.example"]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(evil)}`);
    await expect(signInForm.returns).toBeHidden();
  }
  await signInForm.signIn(OWNER);
  await expect(page).toHaveURL(`${app.url}/`);
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
