/** What Evenkeel is built for: connect an exchange, drift, read the proposal, one click, and find it in the activity. */
import { type ExchangeOrder, KEYS, MOVED, tradesOf } from "./fixtures/exchange";
import { approveByApi, type RebalanceFacts, readRebalance, sidesOf } from "./fixtures/stage";
import { expect, test } from "./fixtures/test";
import { proposalPage } from "./pages/proposal";

test("an exchange is connected through its form and its balances appear", async ({ page, connect, venues, stage }) => {
  await stage.openAccount();
  await connect.open();
  await connect.chooseBinance();
  await connect.submit(KEYS);
  await expect(page).toHaveURL(/\/venues$/);
  await expect(venues.binance).toBeVisible();
  await expect(venues.cannotWithdraw).toBeVisible();
  expect(await page.content()).not.toContain(KEYS.secret);
});

test("a price move makes a proposal; one click trades exactly the plan; the activity shows it", async ({
  page,
  exchange,
  portfolio,
  proposal,
  activity,
  stage,
}) => {
  const { portfolioId } = await stage.fiftyThirtyTwenty();
  await exchange.command("prices", MOVED);

  await portfolio.open(portfolioId);
  await portfolio.checkNow();
  await portfolio.review();
  await expect(page).toHaveURL(/\/rebalances\//);
  await expect(proposal.heading).toContainText("back to target");
  const rebalanceId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const proposed = await readRebalance(page.request, rebalanceId);
  expect(sidesOf(proposed)).toEqual(["sell BTC/USDT", "buy ETH/USDT"]);

  await proposal.approve(2);
  await expect(proposal.settled).toBeVisible();
  expect(received(await exchange.orders())).toEqual(planned(proposed));

  await activity.openPortfolio(portfolioId);
  await expect(activity.rebalance(/back to target/)).toBeVisible();
  await portfolio.open(portfolioId);
  await expect(portfolio.holding).toBeVisible();
});

test("two tabs, a double click and a repeated request start one run", async ({
  page,
  context,
  exchange,
  proposal,
  stage,
}) => {
  const { rebalanceId, proposed } = await stage.proposal();
  const tabs = [proposal, proposalPage(await context.newPage())];
  await Promise.all(tabs.map((tab) => tab.open(rebalanceId)));
  // Found before the first press: whichever tab is quicker takes the other's button away.
  const buttons = await Promise.all(tabs.map((tab) => tab.approveButton.elementHandle()));
  const press = (button: (typeof buttons)[number]) =>
    button?.evaluate((element) => {
      (element as HTMLButtonElement).click();
      (element as HTMLButtonElement).click();
    });
  const repeat = () => approveByApi(page.request, proposed);
  await Promise.all([...buttons.map(press), repeat(), repeat()]);
  await expect(proposal.settled).toBeVisible();
  expect(await exchange.orders()).toHaveLength(2);
});

test("prices that moved past tolerance refuse the approval and offer a fresh plan", async ({
  exchange,
  proposal,
  stage,
}) => {
  await stage.openProposal();
  await exchange.command("prices", { assets: { BTC: "53000" }, spreadBps: 2 });
  await proposal.approve(2);
  await expect(proposal.pricesMoved).toBeVisible();
  expect(await exchange.orders()).toHaveLength(0);
});

test("a trade that is left out is not made, and the rest is planned again", async ({ exchange, proposal, stage }) => {
  await stage.openProposal();
  await proposal.toggleTrade(/buy Ether/i);
  await proposal.approve(1);
  await expect(proposal.settled).toBeVisible();
  expect(tradesOf(await exchange.orders())).toEqual(["SELL BTCUSDT"]);
});

/** What the exchange got, and what the plan said, in the same words. */
const received = (orders: readonly ExchangeOrder[]) =>
  orders.map(({ symbol, side, origQty, price }) => `${side} ${Number(origQty)} ${symbol} at ${Number(price)}`);

const planned = ({ plan }: RebalanceFacts) =>
  plan.orders.map(
    ({ symbol, side, quantity, limitPrice }) =>
      `${side.toUpperCase()} ${Number(quantity)} ${symbol.replace("/", "")} at ${Number(limitPrice)}`,
  );
