/**
 * Limits on prices: there, positive, fresh, not suspect, and no wild jump from the last confirmed one. A price that is
 * wrong is worse than none: every order is sized by it.
 */
import type { AssetId, AssetPrice, LimitCheck, Plan, Policy, Snapshot, SuspectFact } from "@/lib/engine/model";
import type { Allocation } from "@/lib/engine/valuation/measure-allocation";
import { isPositive, type Price, toFloat } from "@/lib/money";
import { judged, passed } from "./limit-checks";

export function checkPriceMissing(missing: readonly AssetId[]): LimitCheck {
  return judged("price-missing", missing.length === 0, { kind: "prices", missing });
}

/** What has an age: a price by its asset, a quote by its symbol. */
export type Dated = Pick<AssetPrice, "asset" | "at">;

/** Age of the oldest price the plan rests on. */
export function checkPriceAge(policy: Policy, prices: readonly Dated[], now: number): LimitCheck {
  const { priceAgeMsMax: ageMsMax } = policy.limits;
  const oldest = prices.reduce<Dated | null>(
    (worst, price) => (worst === null || price.at < worst.at ? price : worst),
    null,
  );
  if (oldest === null) return passed("price-age", "no-price-needed");
  const ageMs = Math.max(now - oldest.at, 0);
  const finding = { kind: "price-age", of: oldest.asset, ageMs, ageMsMax, isOldest: true } as const;
  return judged("price-age", ageMs <= ageMsMax, finding);
}

/**
 * Largest jump from the last confirmed price, as a share of it. Assets without one are not judged. A suspect asset fails by
 * itself: what `prices` hold of it is the last confirmed price, whose jump is nothing, and says nothing.
 */
export function checkPriceJump(
  policy: Policy,
  prices: readonly AssetPrice[],
  lastPrices: Readonly<Record<AssetId, Price>>,
  suspects: readonly SuspectFact[] = [],
): LimitCheck {
  const suspect = suspects.flatMap((suspicion) => (suspicion.about === "price" ? [suspicion] : []));
  if (suspect.length > 0) return failBySuspicion(suspect);
  const { priceJumpMax: jumpMax } = policy.limits;
  if (jumpMax === null) return passed("price-jump", "no-limit");
  let worst: { asset: AssetId; jump: number } | null = null;
  for (const { asset, price } of prices) {
    const last = Object.hasOwn(lastPrices, asset) ? lastPrices[asset] : undefined;
    if (last === undefined || !isPositive(last)) continue;
    const jump = toFloat(price) / toFloat(last) - 1;
    if (worst === null || Math.abs(jump) > Math.abs(worst.jump)) worst = { asset, jump };
  }
  if (worst === null) return passed("price-jump", "no-earlier-price");
  return judged("price-jump", Math.abs(worst.jump) <= jumpMax, { kind: "price-jump", ...worst, jumpMax });
}

function failBySuspicion(suspects: readonly Extract<SuspectFact, { about: "price" }>[]): LimitCheck {
  const assets = [...new Set(suspects.map(({ asset }) => asset))];
  const [first] = suspects;
  return judged("price-jump", false, {
    kind: "price-suspect",
    assets,
    source: first?.source ?? "",
    seen: first?.seen ?? null,
    confirmed: first?.counted ?? null,
  });
}

/** Prices of what the portfolio counts; the base currency needs none, and nothing is traded by a frozen one. */
export function countedPrices(snapshot: Snapshot, allocation: Allocation): AssetPrice[] {
  return snapshot.prices.filter(
    ({ asset, price, isFrozen }) =>
      asset !== snapshot.baseCurrency && !isFrozen && allocation.layout.positionOf.has(asset) && isPositive(price),
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
