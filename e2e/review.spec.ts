/** Many portfolios at once: reviewed and approved in three steps, found by the address, archived and brought back. */
import { mutate } from "./fixtures/api";
import { signIn } from "./fixtures/app";
import { stageCrowd } from "./fixtures/crowd";
import { listRebalances } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

test("forty proposals: reviewed and approved in three steps, and one that changed meanwhile is not", async ({
  page,
  app,
  overview,
  review,
}) => {
  test.setTimeout(480_000);
  await signIn(page.request, app);
  const crowd = await stageCrowd(page.request, 40);
  await overview.open();
  await expect(overview.waiting).toContainText("40 wait for you");
  await expect(overview.waitingCount).toHaveText(/40$/);
  await expect(overview.waitingCount).toHaveAttribute("href", "/review");

  await overview.reviewAll();
  await expect(review.approveButton).toHaveText("Approve 40 portfolios");
  // What two of them hold is changed after it was shown.
  const [left, changed] = crowd;
  await mutate(page.request, "venues.setBalance", { venueId: changed?.venueId, asset: "USDT", quantity: "500" });
  await review.choice(left?.name ?? "").uncheck();
  await expect(review.approveButton).toHaveText("Approve 39 portfolios");

  await review.approveButton.click();
  await expect(review.dialog).toContainText("All of it is play money.");
  // The press is deliberate: Enter alone, right after the dialog came, sends nothing.
  await page.keyboard.press("Enter");
  await expect(review.dialog).toBeHidden();
  await review.approveButton.click();
  await review.confirm();
  // One after another, each with a check of its own.
  await expect(review.approved).toHaveCount(38, { timeout: 180_000 });
  await expect(review.refused).toHaveCount(1);
  await expect(review.row(changed?.name ?? "")).toContainText("Not approved:");
  const sent = await Promise.all(
    crowd.map(async ({ portfolioId }) => {
      const rows = await listRebalances(page.request, { portfolioId });
      return rows.some((row) => row.state === "settled" || row.state === "executing" || row.state === "approved");
    }),
  );
  expect(sent).toEqual(crowd.map((_, place) => place > 1));
});

test("by keyboard alone, on a phone", async ({ page, app, review }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page.request, app);
  await stageCrowd(page.request, 2);
  await review.open();
  await review.choice("Fund 01").focus();
  await page.keyboard.press("Space");
  await expect(review.approveButton).toHaveText("Approve 1 portfolio");
  await review.approveButton.focus();
  await page.keyboard.press("Enter");
  await expect(review.dialog).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(review.approved).toHaveCount(1);
  await expect(review.choice("Fund 01")).toBeEnabled();
});

test("a list is searched, filtered and sorted in the address, and paged", async ({ page, app, overview }) => {
  await signIn(page.request, app);
  await stageCrowd(page.request, 7);
  await overview.open();
  await expect(overview.rows).toHaveCount(7);
  await expect(overview.rows.first()).toContainText("Fund 07");
  await page.getByRole("combobox", { name: "Order" }).selectOption("By name");
  await expect(page).toHaveURL(/sort=name/);
  await expect(overview.rows.first()).toContainText("Fund 01");
  await page.getByRole("searchbox", { name: "Search portfolios" }).fill("03");
  await expect(page).toHaveURL(/q=03/);
  await expect(overview.rows).toHaveCount(1);
  await page.reload();
  await expect(overview.rows).toHaveCount(1);
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(overview.rows).toHaveCount(7);
  await page.getByRole("combobox", { name: "State" }).selectOption("Waits for you (7)");
  await expect(overview.rows).toHaveCount(7);
  await page.goto("/?state=stopped");
  await expect(page.getByText("No portfolio is like that.")).toBeVisible();
});

test("archived, restored, and deleted with its records", async ({ page, app, archived }) => {
  await signIn(page.request, app);
  const [first, second] = await stageCrowd(page.request, 2);
  for (const each of [first, second])
    await mutate(page.request, "portfolios.archive", { portfolioId: each?.portfolioId });

  await archived.open();
  await archived.restore("Fund 01");
  await expect(page).toHaveURL(new RegExp(`/portfolios/${first?.portfolioId}`));
  await expect(page.getByText("Paused", { exact: true }).first()).toBeVisible();

  await archived.open();
  await archived.delete("Fund 02");
  await expect(archived.deleteButton).toBeDisabled();
  await archived.typeName("Fund 0");
  await expect(archived.deleteButton).toBeDisabled();
  const download = page.waitForEvent("download");
  await archived.exportRecords();
  expect((await download).suggestedFilename()).toBe("fund-02-records.json");
  await archived.deleteButton.click();
  await expect(archived.nothing).toBeVisible();
  await page.goto("/activity");
  await expect(
    page.getByText('Deleted the portfolio "Fund 02" and its records, after they were exported.'),
  ).toBeVisible();
});
