/** A key that is refused is shown as that and not tried again and again; one that gained a right is not traded with. */
import { KEYS } from "./fixtures/exchange";
import { checkNow } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";

const { apiKey } = KEYS;

test("a revoked key is tried at most twice, shown as refused, and works again once tested", async ({
  page,
  exchange,
  portfolio,
  venues,
  stage,
}) => {
  const { portfolioId } = await stage.fiftyThirtyTwenty({ autonomy: "auto" });
  const revokedAt = Date.now();
  await exchange.command("revoke-key", { apiKey });
  await portfolio.open(portfolioId);
  await portfolio.checkNow();
  await expect(portfolio.keyRefused).toBeVisible();
  for (const _ of [1, 2, 3]) await checkNow(page.request, portfolioId);
  const signed = (await exchange.requests()).filter(
    ({ at, params }) => at >= revokedAt && params.timestamp !== undefined,
  );
  expect(signed.length).toBeLessThanOrEqual(2);

  await exchange.command("revoke-key", { apiKey, on: false });
  await venues.open();
  await venues.testKey();
  await expect(venues.cannotWithdraw).toBeVisible();
  await portfolio.open(portfolioId);
  await portfolio.checkNow();
  await expect(portfolio.holding).toBeVisible();
});

test("a key that gained the right to withdraw is caught before the next order", async ({
  exchange,
  proposal,
  stage,
}) => {
  await stage.openProposal();
  await exchange.command("restrictions", { apiKey, restrictions: { enableWithdrawals: true } });
  await proposal.approve(2);
  await expect(proposal.keyMovesMoney).toBeVisible({ timeout: 60_000 });
  expect(await exchange.sent()).toHaveLength(0);
});
