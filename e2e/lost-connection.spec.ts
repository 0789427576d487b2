/** Evenkeel itself goes silent while a page is open. */
import { mutate } from "./fixtures/api";
import { signIn } from "./fixtures/app";
import { expect, test } from "./fixtures/test";

test("a server that stops answering is said to, with the instant, and nothing stays green", async ({
  page,
  app,
  overview,
}) => {
  await signIn(page.request, app);
  await mutate(page.request, "portfolios.startOnPaper", { templateId: "core-50-30-20", amount: "10000" });
  await overview.open();
  await expect(overview.venueHealth.getByRole("img", { name: "well" })).toBeVisible();
  await page.route("**/api/health", (route) => route.abort());
  // The browser says that it has no network; the page knocks at once.
  await page.evaluate(() => dispatchEvent(new Event("offline")));
  await expect(overview.notAnswering).toBeVisible({ timeout: 30_000 });
  await expect(overview.venueHealth.getByRole("img", { name: "well" })).toHaveCount(0);
  await expect(overview.venueHealth.getByText("not known")).toBeVisible();
  await page.unroute("**/api/health");
  await expect(overview.notAnswering).toBeHidden({ timeout: 30_000 });
  await expect(overview.venueHealth.getByRole("img", { name: "well" })).toBeVisible();
});
