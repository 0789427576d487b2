/**
 * Limits on prices: there, positive, fresh, not doubted, and no wild jump from the last confirmed one. A price that cannot
 * be believed is worse than none: every order is sized by it.
 */
import {
  type AssetDoubt,
  type AssetId,
  type AssetPrice,
  assetName,
  type LimitCheck,
  type Plan,
  type Policy,
  type Snapshot,
} from "@/lib/engine/model";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { formatPercent, isPositive, type Price, toFloat } from "@/lib/money";
import { judged, passed, seconds } from "./limit-words";

export function checkPriceMissing(missing: readonly AssetId[]): LimitCheck {
  const names = missing.map(assetName).join(", ");
  return judged(
    "price-missing",
    missing.length === 0,
    missing.length === 0 ? "every counted asset has a price" : `missing: ${names}`,
    `No usable price for ${names}. Nothing is decided without one.`,
  );
}

/** What has an age: a price by its asset, a quote by its symbol. */
export type Dated = Pick<AssetPrice, "asset" | "at">;

/** Age of the oldest price the plan rests on. */
export function checkPriceAge(policy: Policy, prices: readonly Dated[], now: number): LimitCheck {
  const bar = policy.limits.priceAgeMsMax;
  const oldest = prices.reduce<Dated | null>(
    (worst, price) => (worst === null || price.at < worst.at ? price : worst),
    null,
  );
  if (oldest === null) return passed("price-age", "no price needed");
  const age = Math.max(now - oldest.at, 0);
  return judged(
    "price-age",
    age <= bar,
    `oldest ${seconds(age)} of ${seconds(bar)}`,
    `Price of ${oldest.asset} is ${seconds(age)} old, limit ${seconds(bar)}.`,
  );
}

/**
 * Largest jump from the last confirmed price, as a share of it. Assets without one are not judged. A doubted asset fails by
 * itself: what `prices` hold of it is the last confirmed price, whose jump is nothing, and says nothing.
 */
export function checkPriceJump(
  policy: Policy,
  prices: readonly AssetPrice[],
  lastPrices: Readonly<Record<AssetId, Price>>,
  doubts: readonly AssetDoubt[] = [],
): LimitCheck {
  const doubted = doubts.flatMap((doubt) => (doubt.about === "price" ? [doubt] : []));
  if (doubted.length > 0) return failByDoubt(doubted);
  const bar = policy.limits.priceJumpMax;
  if (bar === null) return passed("price-jump", "no limit of your own");
  let worst: { asset: AssetId; jump: number } | null = null;
  for (const { asset, price } of prices) {
    const last = Object.hasOwn(lastPrices, asset) ? lastPrices[asset] : undefined;
    if (last === undefined || !isPositive(last)) continue;
    const jump = toFloat(price) / toFloat(last) - 1;
    if (worst === null || Math.abs(jump) > Math.abs(worst.jump)) worst = { asset, jump };
  }
  if (worst === null) return passed("price-jump", "no earlier price to compare with");
  const figure = formatPercent(worst.jump, { sign: "always" });
  return judged(
    "price-jump",
    Math.abs(worst.jump) <= bar,
    `largest ${worst.asset} ${figure}, limit ${formatPercent(bar)}`,
    `Price of ${worst.asset} jumped ${figure} since it was last confirmed, limit ${formatPercent(bar)}. It is doubted until another look and another source confirm it.`,
  );
}

function failByDoubt(doubts: readonly Extract<AssetDoubt, { about: "price" }>[]): LimitCheck {
  const names = [...new Set(doubts.map(({ asset }) => assetName(asset)))].join(", ");
  const [first] = doubts;
  const shown = first?.seen == null ? "no price" : `${first.seen}`;
  const believed = first?.believed == null ? "none was ever confirmed" : `the last confirmed one is ${first.believed}`;
  return judged(
    "price-jump",
    false,
    `in doubt: ${names}`,
    `Price of ${names} is doubted: ${first?.source} shows ${shown}, ${believed}. Nothing is traded on it until another look and another source, or you, confirm it.`,
  );
}

/** Prices of what the portfolio counts; the base currency needs none, and nothing is traded by a frozen one. */
export function countedPrices(snapshot: Snapshot, allocation: Allocation): AssetPrice[] {
  return snapshot.prices.filter(
    ({ asset, price, isFrozen }) =>
      asset !== snapshot.baseCurrency && !isFrozen && allocation.layout.slotOf.has(asset) && isPositive(price),
  );
}

/** The quotes that size the plan's orders: with two venues an asset may be valued at one and traded at the other. */
export function tradedQuotes(plan: Plan, snapshot: Snapshot): Dated[] {
  return plan.orders.flatMap(({ venueId, symbol }) => {
    const venue = snapshot.venues.find((each) => each.venueId === venueId);
    const quote = venue?.quotes.find((each) => each.symbol === symbol);
    return quote === undefined ? [] : [{ asset: symbol, at: quote.at }];
  });
}
