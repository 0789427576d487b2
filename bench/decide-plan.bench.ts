/** Decide and plan for 1,000 portfolios of 20 assets on one core. Target: under 1 s. */
import { decideAndPlan } from "@/lib/engine/plan/decide-and-plan";
import { notional, rate } from "@/lib/money";
import { aClock, aHolding, aMarket, aPolicy, aPrice, aQuote, aSnapshot, aVenue } from "@/lib/testing/builders";
import { figure } from "./figure";

const ASSETS = Array.from({ length: 20 }, (_, index) => `A${String(index).padStart(2, "0")}`);

/** A small linear congruential sequence: the same worlds in every run. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function aWorld(seed: number) {
  const next = sequence(seed);
  const prices = ASSETS.map(() => (10 ** (next() * 5 - 1)).toFixed(4));
  const markets = ASSETS.map((asset) =>
    aMarket(`${asset}/USDT`, { takerFeeRate: rate("0.001"), notionalMin: notional("5") }),
  );
  const policy = aPolicy({
    targets: ASSETS.map((asset) => ({ kind: "asset", asset, weight: 0.05 }) as const),
    triggers: [{ kind: "threshold", portfolioDrift: null }],
    cashBuffer: 0.0025,
    tradeNotionalMin: notional("10"),
  });
  const snapshot = aSnapshot({
    venues: [
      aVenue({ markets, quotes: ASSETS.map((asset, index) => aQuote(`${asset}/USDT`, prices[index] ?? "1", 4)) }),
    ],
    holdings: [
      ...ASSETS.map((asset, index) =>
        aHolding(asset, ((5_000 * (0.4 + 1.2 * next())) / Number(prices[index])).toFixed(6)),
      ),
      aHolding("USDT", "500"),
    ],
    prices: [...ASSETS.map((asset, index) => aPrice(asset, prices[index] ?? "1")), aPrice("USDT", "1")],
  });
  return { policy, snapshot };
}

const clock = aClock();
const worlds = Array.from({ length: 1_000 }, (_, seed) => aWorld(seed + 1));
for (const world of worlds.slice(0, 50)) decideAndPlan(world.policy, world.snapshot, clock);

// Processor time, not the clock on the wall: what one core spends, however busy the machine is.
const startedAt = process.cpuUsage();
let orders = 0;
for (const world of worlds) orders += decideAndPlan(world.policy, world.snapshot, clock).plan?.orders.length ?? 0;
const spent = process.cpuUsage(startedAt);
const seconds = (spent.user + spent.system) / 1e6;
figure("decide + plan, 1,000 portfolios x 20 assets", seconds, "s", 1, `${orders} orders planned`);
