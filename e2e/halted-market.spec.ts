/** A market that takes no orders any more is seen before its funds are raised. */
import { expect, test } from "./fixtures/test";

/** As server/exchanges/ccxt has it for its list of markets, and a little more. */
const LIST_CONFIRMED_MS = 11_000;

test("a market that closed between proposal and approval: nothing is sold for what cannot be bought", async ({
  exchange,
  proposal,
  stage,
}) => {
  await stage.openProposal();
  // A list of markets younger than ten seconds is used as it is: let it get older.
  const lists = (await exchange.requests()).filter(({ path }) => path === "/api/v3/exchangeInfo");
  const readAt = Math.max(...lists.map(({ at }) => at));
  await expect.poll(() => Date.now() - readAt).toBeGreaterThan(LIST_CONFIRMED_MS);
  // Its book still looks healthy: nothing but its status shows it.
  await exchange.command("status", { symbol: "ETHUSDT", status: "CANCEL_ONLY" });
  await proposal.approve(2);
  await expect(proposal.marketClosed).toBeVisible();
  await expect(proposal.settled).toHaveCount(0);
  expect(await exchange.sent()).toHaveLength(0);
});
