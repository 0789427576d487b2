/** A declined proposal rests until drift has grown; it does not come back after five minutes, and can be taken back. */
import type { Page } from "@playwright/test";
import { query } from "./fixtures/api";
import { checkNow, stageFiftyThirtyTwenty } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const proposals = async (page: Page, portfolioId: string) =>
  (await query<{ rows: unknown[] }>(page.request, "rebalances.list", { portfolioId, state: "proposed" })).rows.length;

test("declining rests, is taken back, and ends when drift has grown by a step", async ({ page, app, exchange }) => {
  const { portfolioId } = await stageFiftyThirtyTwenty(page.request, app, exchange, {
    band: { kind: "absolute", width: 0.01 },
  });
  await exchange.command("prices", { assets: { BTC: "53000" }, spreadBps: 2 });
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  await page.goto(`/rebalances/${rebalanceId}`);
  await page.getByRole("button", { name: "Decline", exact: true }).click();
  await expect(page.getByText("Declined. Nothing was traded.")).toBeVisible();

  await page.goto(`/portfolios/${portfolioId}`);
  for (const _ of [1, 2]) await checkNow(page.request, portfolioId);
  await page.reload();
  await expect(page.getByText(/You declined/).first()).toBeVisible();
  expect(await proposals(page, portfolioId)).toBe(0);

  await page.getByRole("button", { name: "Take it back" }).click();
  await expect.poll(() => proposals(page, portfolioId)).toBe(1);

  await page.reload();
  await page.getByRole("link", { name: "Review" }).click();
  await page.getByRole("button", { name: "Decline", exact: true }).click();
  await expect(page.getByText("Declined. Nothing was traded.")).toBeVisible();
  // 1.5 pp of drift were declined; these are 3.4 pp.
  await exchange.command("prices", { assets: { BTC: "54900", ETH: "2800" }, spreadBps: 2 });
  await checkNow(page.request, portfolioId);
  await expect.poll(() => proposals(page, portfolioId)).toBe(1);
  expect(await exchange.sent()).toHaveLength(0);
});
