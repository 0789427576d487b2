/** The simulated year of somebody who wants to look around first. */
import { mutate, query } from "./fixtures/api";
import { signIn } from "./fixtures/app";
import { expect, test } from "./fixtures/test";

test("a year to look around in: built once, marked, left, entered again and removed", async ({
  page,
  app,
  overview,
}) => {
  await signIn(page.request, app);
  await overview.open();
  await overview.lookAround.click();
  await expect(overview.building).toBeVisible();
  await expect(overview.sandbox).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole("link", { name: "Long-term core" }).first()).toBeVisible();
  for (const path of ["/portfolios", "/venues", "/activity", "/settings", "/lab"]) {
    await page.goto(path);
    await expect(overview.sandbox).toBeVisible();
  }
  await overview.leaveSandbox();
  await expect(overview.sandbox).toBeHidden();
  await expect(overview.noPortfolio).toBeVisible();
  await overview.backToSandbox.click();
  await expect(overview.sandbox).toBeVisible();
  await overview.removeSandbox();
  await expect(overview.sandbox).toBeHidden();
  await expect(overview.lookAround).toBeVisible();
});

test("a build that dies with the server is finished by the next one, once", async ({ page, app }) => {
  await signIn(page.request, app);
  await mutate(page.request, "sandbox.build");
  const sandbox = () => query<{ state: string; done: number } | null>(page.request, "sandbox.get");
  await expect.poll(async () => (await sandbox())?.done, { timeout: 120_000 }).toBeGreaterThan(0);
  await app.stop("SIGKILL");
  await app.start();
  await expect.poll(async () => (await sandbox())?.state, { timeout: 180_000 }).toBe("ready");
  await mutate(page.request, "sandbox.enter");
  const portfolios = await query<{ name: string }[]>(page.request, "portfolios.list");
  expect(portfolios.map(({ name }) => name)).toEqual(["Long-term core", "50 / 30 / 20 by itself", "Top five, watched"]);
});
