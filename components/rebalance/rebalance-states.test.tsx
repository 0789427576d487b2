/** What a rebalance's page offers in each of its states, and what it says where it cannot be pressed. */
import type { ComponentProps, ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test, vi } from "vitest";
import { ClockProvider } from "@/components/figures/clock";
import { type DescribedLimit, REBALANCE_STATES } from "@/lib/engine/model";
import { ActionBar } from "./action-bar";
import { aRebalance, PLANNED_ORDER, PROPOSED_AT } from "./fixture";
import { LimitsCard } from "./limits-card";
import { RebalanceHead } from "./rebalance-head";
import { hasEnded, isRunning } from "./rebalance-state";
import { StateNotice } from "./state-notice";
import { TradesCard } from "./trades-card";
import type { RebalanceView } from "./types";

/** A page as a reader has it; before it answers presses it is what the server sent. */
const page = vi.hoisted(() => ({ isHydrated: true }));
vi.mock("@/components/ui/use-hydrated", () => ({ useHydrated: () => page.isHydrated }));

const render = (element: ReactElement, now = PROPOSED_AT) =>
  renderToStaticMarkup(
    <ClockProvider timeZone="UTC" renderedAt={now}>
      {element}
    </ClockProvider>,
  );
/** A unit stands off its figure by a margin, not by a blank. */
const textOf = (html: string) => html.replace(/<[^>]+>/g, "").replace(/[\s\u00a0\u202f]+/g, " ");

type Live = ComponentProps<typeof ActionBar>["live"];
const idle: Omit<Live, "view"> = {
  refusal: null,
  isStreaming: true,
  isPlanning: false,
  isApproving: false,
  isDeclining: false,
  isStopping: false,
  isReplanning: false,
  isAccepting: false,
  approve: () => {},
  decline: () => {},
  stop: () => {},
  replan: () => {},
  acceptDifferences: () => {},
  leaveOut: () => {},
  refresh: async () => {},
};
const bar = (view: Partial<RebalanceView> = {}, live: Partial<Live> = {}, now?: number) =>
  render(<ActionBar live={{ ...idle, ...live, view: aRebalance(view) }} />, now);
/** Whether the button that trades can be pressed. */
const canApprove = (html: string) => {
  const button = /<button[^>]*>(?:(?!<\/button>).)*Approve/s.exec(html)?.[0];
  if (button === undefined) throw new Error("There is no button that approves");
  return !button.slice(button.lastIndexOf("<button")).includes(' disabled=""');
};

const limit = (change: Partial<DescribedLimit>): DescribedLimit => ({
  limit: "slippage",
  isPassed: false,
  detail: "120 of 100 bps",
  problem: "Slippage is over its limit.",
  ...change,
});

describe("the bar under a proposal", () => {
  test("names both sides, the cost and how many trades are approved", () => {
    const html = bar();
    expect(textOf(html)).toContain("Sell 3,558.49, buy 2,561.31USDT");
    expect(textOf(html)).toContain("est. cost 2.50USDT");
    expect(textOf(html)).toContain("Approve 2 trades");
    expect(canApprove(html)).toBe(true);
  });

  test("cannot be pressed before the page answers: the press would be lost without a word", () => {
    page.isHydrated = false;
    expect(canApprove(bar())).toBe(false);
    page.isHydrated = true;
  });

  test("a side without trades is not named, and a plan without any cannot be approved", () => {
    const { plan } = aRebalance();
    const [sale, purchase] = plan.orders;
    expect(textOf(bar({ plan: { ...plan, orders: [sale!] } }))).toContain("Sell 3,558.49USDT");
    expect(textOf(bar({ plan: { ...plan, orders: [purchase!] } }))).toContain("Buy 2,561.31USDT");
    const empty = bar({ plan: { ...plan, orders: [] } });
    expect(textOf(empty)).toContain("No trade is left to approve");
    expect(canApprove(empty)).toBe(false);
  });

  test("an expired one, and one that is being planned again, say so and cannot be approved", () => {
    const expired = bar({}, {}, PROPOSED_AT + 1_800_000);
    expect(textOf(expired)).toContain("This proposal has expired");
    expect(canApprove(expired)).toBe(false);
    const planning = bar({}, { isPlanning: true });
    expect(textOf(planning)).toContain("Planning again without what you left out");
    expect(canApprove(planning)).toBe(false);
  });

  test("a limit that binds everyone holds a person back; one that binds the autopilot does not", () => {
    const held = bar({ limitChecks: [limit({})] });
    expect(textOf(held)).toContain("Slippage is over its limit.");
    expect(canApprove(held)).toBe(false);
    expect(canApprove(bar({ limitChecks: [limit({ limit: "turnover", binds: "autopilot" })] }))).toBe(true);
  });

  test("a refusal stands where the cost stood, and the next try is open", () => {
    const html = bar({}, { refusal: { message: "Not approved: prices moved.", reason: null, freshRebalanceId: null } });
    expect(textOf(html)).toContain("Not approved: prices moved.");
    expect(textOf(html)).not.toContain("est. cost");
    expect(canApprove(html)).toBe(true);
  });
});

describe("the bar over a run", () => {
  const orders = [{ ...PLANNED_ORDER, filledQuote: "3640" }];

  test("says how much is filled and offers to stop", () => {
    const html = bar({ state: "executing", orders });
    expect(textOf(html)).toContain("3,640.00 of 6,119.80USDT filled");
    expect(textOf(html)).toContain("Stop before the next order");
  });

  test("with orders in several quote assets no sum is made up", () => {
    const mixed = [...orders, { ...PLANNED_ORDER, id: "o2", quote: "USDC" }];
    expect(textOf(bar({ state: "executing", orders: mixed }))).toContain("Orders are on their way");
  });

  test("while it stops it cannot be stopped again", () => {
    const html = bar({ state: "stopping", orders });
    expect(textOf(html)).toContain("stopping: no further order is sent");
    expect(html).toMatch(/<button[^>]* disabled=""[^>]*>.*Stopping/s);
  });
});

const notice = (view: Partial<RebalanceView>) =>
  render(<StateNotice view={aRebalance(view)} onReplan={() => {}} isReplanning={false} />);

test("every state has one thing to press or says how it ended, never both and never neither", () => {
  for (const state of REBALANCE_STATES) {
    const says = { bar: bar({ state }) !== "", notice: notice({ state }) !== "" };
    const isOpen = state === "proposed" || isRunning(state);
    expect(says, state).toEqual({ bar: isOpen, notice: !isOpen });
    expect(hasEnded(state) || state === "blocked", state).toBe(!isOpen);
  }
});

describe("how it ended", () => {
  test("a blocked one counts the limits that said no and lists each", () => {
    const html = notice({
      state: "blocked",
      limitChecks: [
        limit({}),
        limit({ limit: "price-age", problem: "The price of ETH is old." }),
        limit({ problem: null }),
      ],
    });
    expect(textOf(html)).toContain("Not traded: 2 limits said no.");
    expect(textOf(html)).toContain("The price of ETH is old.");
  });

  test("a replaced one leads to its successor; without one it can be planned again", () => {
    expect(notice({ state: "superseded", supersededBy: "r2" })).toContain('href="/rebalances/r2"');
    expect(textOf(notice({ state: "superseded" }))).toContain("Plan again");
  });

  test("a settled one sets what happened beside what was planned", () => {
    const text = textOf(
      notice({
        state: "settled",
        realised: { traded: "6100", fees: "1.9", unvaluedFees: [], againstPlan: "-3.25" },
        finishedAt: PROPOSED_AT + 60_000,
      }),
    );
    expect(text).toContain("6,100.00USDT traded of 6,119.80 planned");
    expect(text).toContain("fees 1.90USDT, planned 2.00");
    expect(text).toContain("prices 3.25 worse than planned");
    const even = textOf(
      notice({ state: "settled", realised: { traded: "1", fees: "0", unvaluedFees: [], againstPlan: "0" } }),
    );
    expect(even).toContain("prices as planned");
  });
});

test("limits that say no come first, each with its reason", () => {
  const html = render(
    <LimitsCard checks={[limit({ limit: "turnover", isPassed: true, problem: null }), limit({})]} isRunning={false} />,
  );
  expect(textOf(html)).toContain("1 of 2 passed");
  expect(html.indexOf("not passed")).toBeLessThan(html.indexOf('aria-label="passed"'));
  expect(textOf(html)).toContain("Slippage is over its limit.");
  expect(render(<LimitsCard checks={[]} isRunning={false} />)).toBe("");
});

describe("the trades", () => {
  const trades = (view: Partial<RebalanceView>, isOpen = true) =>
    render(<TradesCard view={aRebalance(view)} isPlanning={false} onLeaveOut={isOpen ? () => {} : undefined} />);
  const { plan } = aRebalance();

  test("sum as they are shown, and each may be left out while it is open", () => {
    const html = trades({});
    expect(textOf(html)).toContain("2 trades6,119.80");
    expect(html.match(/type="checkbox"/g)).toHaveLength(2);
    expect(trades({}, false)).not.toContain('type="checkbox"');
  });

  test("one that was left out stays to be taken back, and is not told twice", () => {
    const html = trades({
      leftOut: [{ asset: "SOL", side: "buy" }],
      plan: {
        ...plan,
        deferred: [
          { asset: "SOL", side: "buy", notionalBase: plan.tradedBase, reason: { kind: "left-out" } },
          { asset: "ADA", side: "buy", notionalBase: plan.tradedBase, reason: { kind: "no-price" } },
        ],
      },
    });
    expect(html).toMatch(/<input(?![^>]* checked="")[^>]*aria-label="Include buy Solana"/);
    expect(textOf(html).match(/Solana/g)).toHaveLength(1);
    expect(textOf(html)).toContain("Not traded now");
    expect(textOf(html)).toContain("Cardano");
  });

  test("a plan without trades says so", () => {
    expect(textOf(trades({ plan: { ...plan, orders: [] } }))).toContain("No trade is worth making now.");
  });
});

test("the count of trades is said once where all are of one side", () => {
  const head = (sides: readonly ("buy" | "sell")[]) => {
    const view = aRebalance({});
    const orders = sides.map((side) => ({ ...view.plan.orders[0]!, side }));
    return textOf(render(<RebalanceHead view={{ ...view, plan: { ...view.plan, orders } }} />));
  };
  expect(head(["buy", "buy"])).toMatch(/Trades2 ?buys/);
  expect(head(["buy"])).toMatch(/Trades1 ?buy(?!s)/);
  expect(head(["sell", "buy"])).toMatch(/Trades2 ?1 sell, 1 buy/);
});
