/** A declined proposal rests until drift has grown; it does not come back after five minutes, and can be taken back. */
import type { Page } from "@playwright/test";
import { checkNow, listRebalances } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const proposals = async (page: Page, portfolioId: string) =>
  (await listRebalances(page.request, { portfolioId, state: "proposed" })).length;

test("declining rests, is taken back, and ends when drift has grown by a step", async ({
  page,
  exchange,
  portfolio,
  proposal,
  stage,
}) => {
  const { portfolioId } = await stage.fiftyThirtyTwenty({
    band: { kind: "absolute", width: 0.01 },
  });
  await exchange.command("prices", { assets: { BTC: "53000" }, spreadBps: 2 });
  const { rebalanceId } = await checkNow(page.request, portfolioId);
  await proposal.open(rebalanceId ?? "");
  await proposal.decline();
  await expect(proposal.declined).toBeVisible();

  for (const _ of [1, 2]) await checkNow(page.request, portfolioId);
  await portfolio.open(portfolioId);
  await expect(portfolio.declined).toBeVisible();
  expect(await proposals(page, portfolioId)).toBe(0);

  await portfolio.takeBackDecline();
  await expect.poll(() => proposals(page, portfolioId)).toBe(1);

  await page.reload();
  await portfolio.review();
  await proposal.decline();
  await expect(proposal.declined).toBeVisible();
  // 1.5 pp of drift were declined; these are 3.4 pp.
  await exchange.command("prices", { assets: { BTC: "54900", ETH: "2800" }, spreadBps: 2 });
  await checkNow(page.request, portfolioId);
  await expect.poll(() => proposals(page, portfolioId)).toBe(1);
  expect(await exchange.sent()).toHaveLength(0);
});
