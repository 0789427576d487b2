/** The wording, as people read it. No-break spaces are shown as spaces here. */
import { describe, expect, test } from "vitest";
import { decide } from "@/lib/engine/decide/decide";
import type { Autonomy, Deferral, HoldReason, RebalanceState, TriggerReason } from "@/lib/engine/model";
import { planTrades } from "@/lib/engine/plan/plan-trades";
import type { Notional } from "@/lib/money";
import { aClock, aSuspectPrice, NOON } from "@/lib/testing/builders";
import { readPlanTable } from "@/lib/testing/plan-table";
import {
  assetName,
  describeDeferral,
  describeHold,
  describeTriggerReason,
  describeVerdict,
  ifNothing,
  titleOfRebalance,
  whyParagraphs,
} from "./index";

const reader = { now: NOON, timeZone: "Europe/Berlin" };
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("holds", () => {
  test.each<[HoldReason, string]>([
    [
      { kind: "inside-bands", nearest: { key: "SOL", name: "Solana", distance: 0.003 } },
      "Holding. Every target is inside its band. Nearest is Solana, 0.3 pp from its edge.",
    ],
    [{ kind: "not-due", nextAt: NOON + 3_600_000 }, "Holding. The next scheduled check is at 14:00."],
    [
      { kind: "drift-below-minimum", drift: 0.012, driftMin: 0.03 },
      "Holding. The schedule is due, but the portfolio's drift of 1.2 pp is under your minimum of 3.0 pp, and no band is broken.",
    ],
    [{ kind: "cooldown", until: NOON }, "Holding. The last run has just ended; your cooldown lasts until 13:00."],
    [
      { kind: "price-missing", assets: ["ETH", "XYZ"] },
      "Not decided. No usable price for Ethereum and XYZ. Nothing is decided without one; the next check tries again.",
    ],
    [
      { kind: "venue-down", venues: [{ name: "Kraken", message: "Timed out.", since: NOON - 86_400_000 }] },
      "Not decided. Kraken has not answered since 21 Nov 13:00. Nothing is traded on old balances; the next check tries again.",
    ],
    [
      {
        kind: "venue-down",
        venues: [{ name: "Binance", kind: "key-refused", message: "-2015", since: NOON - 60_000 }],
      },
      "Not decided. Binance has refused the key since 12:59. Nothing is traded on old balances; it is tried again once you test it or replace its keys.",
    ],
    [
      { kind: "nothing-to-trade", notionalMin: "10" },
      "Holding. Too small to trade. Every trade would be smaller than your minimum of 10 or than the venue takes.",
    ],
    [
      {
        kind: "venue-down",
        venues: [
          { name: "Binance", kind: "banned", message: "418", since: NOON - 60_000, recheckAt: NOON + 60_000 },
          { name: "Kraken", kind: "maintenance", message: "EService:Unavailable", since: NOON },
        ],
      },
      "Not decided. Binance has banned this computer's address for too many requests since 12:59, until 13:01. Kraken has been under maintenance since 13:00. Nothing is traded on old balances; the next check tries again.",
    ],
    [
      {
        kind: "unconfirmed",
        suspects: [aSuspectPrice("BTC", { source: "Binance", recheckAt: NOON + 60_000 })],
      },
      "Not decided. Bitcoin's price of 5,000.00 (Binance) is suspect since 13:00: it lies too far from the last confirmed 50,000.00, which is counted meanwhile. Checked again at 13:01. Nothing is traded meanwhile.",
    ],
    [
      { kind: "unexplained-difference", rebalanceId: "r", assets: ["ETH"], since: NOON },
      "Held back, needs you. The last run left our books and the venue apart in Ethereum. Nothing new is planned until that is explained or you accept it.",
    ],
    [
      { kind: "declined", since: NOON, until: null, drift: 0.074, step: 0.01 },
      "Holding. You declined this. Since 13:00: it is proposed again when drift has grown by 1.0 pp.",
    ],
    [
      { kind: "resting", attempts: 2, until: NOON + 3_600_000 },
      "Resting. 2 runs fell short; the next is tried at 14:00.",
    ],
    [
      { kind: "trend-guard", guarded: [{ key: "BTC", name: "Bitcoin", drift: 0.073, driftMax: 0.15 }] },
      "Holding. Your trend guard lets Bitcoin run. Bitcoin is 7.3 pp over its target; at 15.0 pp it is sold whatever its trend.",
    ],
    [{ kind: "no-flow", share: 0, threshold: 0.05 }, "Holding. Nothing was deposited or withdrawn since the last run."],
    [
      { kind: "no-flow", share: -0.1, threshold: 0.05 },
      "Holding. What was withdrawn came out of cash, which has no less than its target.",
    ],
    [
      { kind: "no-flow", share: -0.02, threshold: 0.05 },
      "Holding. Withdrawals since the last run are 2.0 % of the portfolio, under your bar of 5.0 %.",
    ],
    [
      { kind: "one-sided", flow: "buy-only" },
      "Holding. Nothing can be bought: free cash is at its target, and this run sells nothing.",
    ],
    [
      { kind: "stopped-out", since: NOON - 86_400_000, fall: 0.253, safeAsset: "USDT" },
      "Holding. Out of the market since 21 Nov 13:00: the portfolio stands 25.3 % under its peak, all of it is in Tether.",
    ],
    [
      {
        kind: "policy-unresolved",
        problems: [{ kind: "history-missing", assets: ["BTC", "ETH"], barsNeeded: 61, daysNeeded: 61 }],
      },
      "Not decided. Too few past prices of Bitcoin and Ethereum: the policy looks back 61 days. Nothing is decided without it; the next check tries again.",
    ],
    [
      { kind: "policy-unresolved", problems: [{ kind: "capitalisation-missing", assets: ["BTC"] }] },
      "Not decided. No market capitalisation is known for Bitcoin. Nothing is decided without it; the next check tries again.",
    ],
    [{ kind: "stopped" }, "Stopped. All trading is stopped. Checks go on, nothing is traded until you resume it."],
  ])("%j", (reason, sentence) => {
    const { headline, detail } = describeHold({ reasons: [reason] }, reader);
    expect(plain(`${headline} ${detail}`)).toBe(sentence);
  });
});

test("a proposal waits for a person only where a person approves", () => {
  const decision = { reasons: [{ kind: "waiting-for-approval" as const, rebalanceId: "r" }] };
  expect(describeHold(decision, reader)).toEqual({
    headline: "Waiting for you.",
    detail: "A proposal waits for your approval.",
  });
  expect(describeHold(decision, reader, "auto")).toEqual({
    headline: "About to trade.",
    detail: "A plan is ready; the autopilot carries it out as soon as it may.",
  });
});

test.each<[TriggerReason, string]>([
  [
    { kind: "band-broken", key: "BTC", name: "Bitcoin", drift: 0.074, band: 0.025, excess: 0.049 },
    "Bitcoin is 4.9 pp over its band.",
  ],
  [{ kind: "schedule", cron: "", timeZone: "", occurrenceAt: NOON }, "Your schedule was due at 13:00."],
  [
    { kind: "cash-flow", share: 0.062, threshold: 0.05 },
    "Deposits since the last run are 6.2 % of the portfolio, at or over your bar of 5.0 %.",
  ],
  [
    { kind: "portfolio-stop", fall: 0.253, drop: 0.25, safeAsset: "USDT" },
    "Out of the market: the portfolio fell 25.3 % from its peak, your stop is 25.0 %. All of it goes to Tether.",
  ],
  [{ kind: "stop-ended", since: NOON }, "Back into the market: your portfolio stop ended at 13:00."],
  [{ kind: "requested", by: "Ada" }, "Ada asked for this check."],
])("%j", (reason, sentence) => expect(plain(describeTriggerReason(reason, reader))).toBe(sentence));

test.each<[Deferral["reason"], string]>([
  [
    { kind: "below-venue-minimum", notionalMin: "10" as Notional, venue: "Binance" },
    "Buying 6.20 USDT of Solana waits: Binance takes no order under 10.",
  ],
  [
    { kind: "no-market", quote: "USDT" },
    "Buying 6.20 USDT of Solana is not possible: no venue of this portfolio trades SOL against USDT.",
  ],
  [{ kind: "left-out" }, "Buying 6.20 USDT of Solana was left out by you."],
  [
    { kind: "over-largest-order", notionalMax: "50" as Notional, whose: "owner", venue: "Binance" },
    "Buying 6.20 USDT of Solana is left for the runs after this one: your largest order is 50.00 USDT.",
  ],
  [
    { kind: "over-largest-order", notionalMax: "50" as Notional, whose: "venue", venue: "Binance" },
    "Buying 6.20 USDT of Solana is left for the runs after this one: Binance takes no order over 50.00 USDT.",
  ],
  [
    { kind: "waits-for-sales" },
    "Buying 6.20 USDT of Solana waits for sales that had to be cut; the runs after this one go on.",
  ],
  [
    { kind: "over-turnover", turnoverMax: 0.4 },
    "Buying 6.20 USDT of Solana is left for the run after this one: the autopilot may trade 40.0 % of the portfolio in one.",
  ],
  [
    { kind: "spread-too-wide", symbol: "SOL/USDT", spreadBps: 9414, slippageBpsMax: 100 },
    "Buying 6.20 USDT of Solana waits: bid and ask of SOL/USDT lie 94.1 % apart, and your slippage limit is 1.00 % from their middle.",
  ],
  [
    { kind: "unconfirmed" },
    "Buying 6.20 USDT of Solana waits: what is shown of it is not confirmed, and nothing is traded on that.",
  ],
  [{ kind: "no-price" }, "Buying 6.20 USDT of Solana waits: nobody prices it now."],
])("%j", (reason, sentence) => {
  const deferred = { asset: "SOL", side: "buy" as const, notionalBase: "6.2" as Notional, reason };
  expect(plain(describeDeferral(deferred, "USDT"))).toBe(sentence);
});

test("a proposal says what is so, what pays for what, and what happens otherwise", () => {
  const { policy, snapshot } = readPlanTable(`
    holdings   BTC 47.4 @ 1000   ETH 26.4 @ 1000   SOL 8.4 @ 1000   USDT 17800
    targets    BTC 40%           ETH 30%           SOL 10%          USDT 20%
    policy     band 2.5%
  `);
  const clock = aClock();
  const decision = decide(policy, snapshot, clock);
  if (decision.kind === "hold") throw new Error("This world is out of balance");
  const plan = planTrades(policy, snapshot);
  expect(titleOfRebalance(plan, decision.reasons)).toBe("Bring Bitcoin and Ethereum back to target");
  expect(whyParagraphs(decision, plan, policy, reader).map(plain)).toEqual([
    "Bitcoin is at 47.4 % of the portfolio. Its target is 40.0 % and its band is ±2.5 pp, so it is 4.9 pp over its band. Ethereum is 1.1 pp under.",
    "The sale of Bitcoin pays for Ethereum and Solana. The rest stays in USDT.",
    "The portfolio's drift falls from 7.4 pp to 0.0 pp.",
  ]);
  expect(plain(ifNothing(plan, "USDT", NOON + 1_800_000, NOON + 3_600_000, reader))).toBe(
    "At 13:30 this proposal expires and no order is sent. The check at 14:00 plans again with fresh prices. Until then Bitcoin stays at 47.4 %: a fall of 10 % in it would cost 4,740 USDT instead of 4,000 USDT at target. A rise would bring that much more.",
  );
});

test("a band broken by less than is shown is never 0.0 pp away", () => {
  const { policy, snapshot } = readPlanTable(`
    holdings   BTC 4740 @ 10   ETH 2748 @ 10   USDT 25120
    targets    BTC 40%         ETH 30%         USDT 30%
    policy     band 2.5%
  `);
  const decision = decide(policy, snapshot, aClock());
  if (decision.kind === "hold") throw new Error("This world is out of balance");
  const [why] = whyParagraphs(decision, planTrades(policy, snapshot), policy, reader);
  expect(plain(why ?? "")).toContain("Ethereum is just under");
  expect(plain(why ?? "")).not.toContain("0.0 pp");
});

test("money that is counted in itself neither falls nor rises: the next target is named", () => {
  const { policy, snapshot } = readPlanTable(`
    holdings   BTC 35 @ 1000   ETH 25 @ 1000   USDT 40000
    targets    BTC 40%         ETH 30%         USDT 30%
    policy     band 2.5%
  `);
  const told = (unit: string) => plain(ifNothing(planTrades(policy, snapshot), unit, NOON, null, reader));
  expect(told("USDT")).toMatch(/Until then (Bitcoin|Ethereum) stays at/);
  // A dollar counted in dollars is the same; in euros Tether moves.
  expect(told("USD")).not.toContain("Tether");
  expect(told("EUR")).toContain("Until then Tether stays at 40.0 %");
});

test.each<[TriggerReason, string]>([
  [{ kind: "portfolio-stop", fall: 0.253, drop: 0.25, safeAsset: "USDT" }, "Leave the market for Tether"],
  [{ kind: "stop-ended", since: NOON }, "Go back into the market"],
  [{ kind: "cash-flow", share: 0.1, threshold: 0.05 }, "Buy Ethereum with what was deposited"],
  [{ kind: "cash-flow", share: -0.1, threshold: 0.05 }, "Sell Bitcoin for what was withdrawn"],
])("the title of a run for %j", (reason, title) => {
  const { policy, snapshot } = readPlanTable("holdings BTC 60 @ 1 ETH 40 @ 1\n targets BTC 50% ETH 50%");
  expect(titleOfRebalance(planTrades(policy, snapshot), [reason])).toBe(title);
});

test("what values are measured in is never said to fall in itself", () => {
  const { policy, snapshot } = readPlanTable("holdings BTC 10 @ 1000 USDT 90000\n targets BTC 40% USDT 60%");
  const plan = planTrades(policy, snapshot);
  const said = (base: string) => plain(ifNothing(plan, base, NOON, null, reader));
  expect(said("USDT")).toContain("Until then Bitcoin stays at 10.0 %");
  // In euros a dollar coin does move, and the widest drift is named as ever.
  expect(said("EUR")).toContain("Until then");
});

test("who only watches proposes nothing", () => {
  const decision = { kind: "rebalance", reasons: [], checks: [], drifts: [], portfolioDrift: 0, value: 1 } as const;
  const rebalance = { tradeCount: 2, state: "proposed" } as const;
  const headline = (autonomy: Autonomy, state: RebalanceState = "proposed") =>
    describeVerdict({ decision, autonomy, rebalance: { ...rebalance, state } }, reader).headline;
  expect(headline("approve")).toBe("Proposes 2 trades");
  expect(headline("watch")).toBe("Would make 2 trades");
  expect(headline("watch", "settled")).toBe("Proposes 2 trades");
});

test("the title of a run that sizes cut says so, and claims no more than it does", () => {
  const { policy, snapshot } = readPlanTable(
    "holdings BTC 80 @ 10 ETH 20 @ 10\n targets BTC 50% ETH 50%\n policy band 5%",
  );
  const broken = (drift: number, key: string, name: string) =>
    ({ kind: "band-broken", key, name, drift, band: 0.05, excess: 0.25 }) as const;
  const reasons = [broken(0.3, "BTC", "Bitcoin"), broken(-0.3, "ETH", "Ethereum")];
  const limits = { ...policy.limits, orderNotionalMax: "100" as never };
  const plan = planTrades({ ...policy, limits }, snapshot);
  expect(titleOfRebalance(plan, reasons)).toBe(
    "Bring Bitcoin and Ethereum back toward target, cut to your largest order",
  );
  const venues = snapshot.venues.map((venue) => ({
    ...venue,
    name: "Kraken",
    markets: venue.markets.map((market) => ({ ...market, quantityMax: "28" as never })),
  }));
  expect(titleOfRebalance(planTrades(policy, { ...snapshot, venues }), reasons)).toBe(
    "Bring Bitcoin and Ethereum back inside their bands, cut to the largest order of Kraken",
  );
});

test("names", () => {
  expect([assetName("BTC"), assetName("XYZ"), assetName("toString")]).toEqual(["Bitcoin", "XYZ", "toString"]);
});
