/**
 * The index a portfolio stop watches, from one check to the next. A fall must be confirmed before it sells everything.
 *
 * Each asset enters the index by its last orderly price: there, positive, fresh, not suspect, no wild jump, its book no
 * thinner than trades allow. One that is not in order stands at the price by which it last entered, so that a hole, a
 * lie or a thin book moves nothing, and the whole move across it counts with the first orderly price after it. Where
 * more than DISORDER_SHARE_MAX of the portfolio stands so, or a venue is silent, the check does not count: the index
 * stands, and with it peak and fall. What the orderly assets did meanwhile is stored and counts with the next check
 * that does.
 */
import type { AssetId, AssetPrice, Policy, Snapshot, StopState } from "@/lib/engine/model";
import { DEFAULT_LIMITS } from "@/lib/engine/model";
import { holdingsReturn } from "@/lib/engine/performance/holdings-return";
import { isPositive, type Price, type Quantity, toFloat } from "@/lib/money";
import { countedAssets } from "../evaluation/record-value";
import { isThinlyQuoted } from "./thin-book";

export interface IndexCheck {
  /** For resolving the policy; null: not confirmed now. */
  index: number | null;
  /** Return since the last index that was confirmed; to be stored with the stop. */
  sinceConfirmed: number;
  /** Price by which each asset last entered; to be kept with the stop. */
  prices: Readonly<Record<AssetId, Price>>;
}

type StopPolicy = Pick<Policy, "targets" | "untargeted" | "quoteAsset" | "limits">;

/** Most of the portfolio that may stand at earlier prices in a check that counts. */
export const DISORDER_SHARE_MAX = 0.05;

/** `traded`: what our own fills since `before` brought and took. */
export function checkIndex(
  policy: StopPolicy,
  before: Snapshot | null,
  now: Snapshot,
  state: StopState | null,
  traded: readonly { asset: AssetId; quantity: Quantity }[] = [],
): IndexCheck {
  const counts = countedAssets(policy);
  const isOrderly = orderIn(policy, before, now);
  const orderly = now.prices.filter((price) => counts(price.asset) && isOrderly(price));
  const entered = state?.prices ?? (state === null || before === null ? {} : pricesOf(before));
  const prices = { ...kept(entered, [before, now]), ...pricesOf({ prices: orderly }) };
  if (state === null) return { index: 1, sinceConfirmed: 1, prices };
  if (before === null) return { index: null, sinceConfirmed: state.sinceConfirmed ?? 1, prices };

  const then = Object.entries(entered).map(([asset, price]) => ({ ...NOWHEN, asset, price }));
  const factor = holdingsReturn({ ...before, prices: then }, orderly, counts, traded) * (state.sinceConfirmed ?? 1);
  const isOneCheck =
    now.venues.every((venue) => venue.problem === null) &&
    disorderShare(now, prices, counts, new Set(orderly.map(({ asset }) => asset))) <= DISORDER_SHARE_MAX;
  return isOneCheck
    ? { index: state.index * factor, sinceConfirmed: 1, prices }
    : { index: null, sinceConfirmed: factor, prices };
}

const NOWHEN = { at: 0, source: "" };

function pricesOf({ prices }: Pick<Snapshot, "prices">): Record<AssetId, Price> {
  return Object.fromEntries(prices.flatMap(({ asset, price }) => (isPositive(price) ? [[asset, price]] : [])));
}

/** Of what entered before only what is or was held: an old price must not meet a coin that is bought much later. */
function kept(
  entered: Readonly<Record<AssetId, Price>>,
  snapshots: readonly (Snapshot | null)[],
): Record<AssetId, Price> {
  const held = new Set(snapshots.flatMap((snapshot) => snapshot?.holdings.map(({ asset }) => asset) ?? []));
  return Object.fromEntries(Object.entries(entered).filter(([asset]) => held.has(asset)));
}

/** Whether a price of `now` may enter the index. */
function orderIn({ limits, quoteAsset }: StopPolicy, before: Snapshot | null, now: Snapshot) {
  const suspect = new Set([...(now.frozen ?? []), ...(now.suspects ?? []).map(({ asset }) => asset)]);
  const last = new Map(before?.prices.map((price) => [price.asset, toFloat(price.price)]));
  const halfSpreadBpsMax = Math.max(limits.slippageBpsMax, DEFAULT_LIMITS.slippageBpsMax);
  return ({ asset, price, at, isFrozen }: AssetPrice): boolean => {
    if (asset === now.baseCurrency) return true;
    if (!isPositive(price) || isFrozen === true || suspect.has(asset)) return false;
    if (now.takenAt - at > limits.priceAgeMsMax) return false;
    const then = last.get(asset);
    // A snapshot that lists suspects has judged jumps already, by more than one observation.
    const isJudged = now.suspects !== undefined || limits.priceJumpMax === null || then === undefined;
    if (!isJudged && Math.abs(toFloat(price) / then - 1) > limits.priceJumpMax!) return false;
    return !isThinlyQuoted(asset, now, quoteAsset, halfSpreadBpsMax);
  };
}

/** Share of what is held that stands at an earlier price. What never had one has no share of anything. */
function disorderShare(
  now: Snapshot,
  prices: Readonly<Record<AssetId, Price>>,
  counts: (asset: AssetId) => boolean,
  orderly: ReadonlySet<AssetId>,
): number {
  let total = 0;
  let outdated = 0;
  for (const { asset, quantity } of now.holdings) {
    if (!counts(asset)) continue;
    const price = asset === now.baseCurrency ? "1" : prices[asset];
    const raw = now.prices.find((each) => each.asset === asset)?.price;
    const value = toFloat(quantity) * toFloat(price ?? raw ?? "0");
    total += value;
    if (asset !== now.baseCurrency && !orderly.has(asset)) outdated += value;
  }
  return total > 0 ? outdated / total : 0;
}
