/**
 * What becomes of suspect assets. Dust at its last confirmed price, and what never had a price and no target, is set
 * aside: not counted, and said. Everything else is frozen: counted at what was last confirmed, and not traded. A target
 * with weight is set aside only when it is dust and no market for it is open any more; while its price is merely
 * suspect its share is left free for it.
 */
import {
  type AssetId,
  type AssetPrice,
  type Holding,
  type Policy,
  type SetAside,
  type SuspectFact,
  targetMembers,
} from "@/lib/engine/model";
import { isPositive, multiply, type Quantity, toFloat } from "@/lib/money";
import { DUST_SHARE } from "./terms";

export interface SuspectWorld {
  policy: Pick<Policy, "targets"> & Partial<Pick<Policy, "stop">>;
  /** Confirmed quantities, and confirmed prices in the base currency. */
  holdings: readonly Holding[];
  prices: readonly AssetPrice[];
  suspects: readonly SuspectFact[];
  /** Has a market that takes orders. */
  isListed: (asset: AssetId) => boolean;
}

export interface SetApart {
  frozen: readonly AssetId[];
  setAside: readonly SetAside[];
}

export function setApart({ policy, holdings, prices, suspects, isListed }: SuspectWorld): SetApart {
  const priceOf = new Map(prices.filter(({ price }) => isPositive(price)).map(({ asset, price }) => [asset, price]));
  const worthOf = ({ asset, quantity }: Holding) => {
    const price = priceOf.get(asset);
    return price === undefined ? 0 : Math.max(toFloat(multiply(quantity, price)), 0);
  };
  const whole = holdings.reduce((total, holding) => total + worthOf(holding), 0);
  const needed = neededAssets(policy);
  const frozen: AssetId[] = [];
  const setAside: SetAside[] = [];
  for (const [asset, about] of Map.groupBy(suspects, (suspicion) => suspicion.asset)) {
    if (about.every(({ suspicion }) => suspicion === "off-peg")) continue;
    const rows = holdings.filter((holding) => holding.asset === asset);
    const isPriced = priceOf.has(asset);
    const worth = rows.reduce((total, holding) => total + worthOf(holding), 0);
    const isDust = isPriced && about.every((each) => each.about === "price") && !(worth > DUST_SHARE * whole);
    const isGone = !isListed(asset) && about.some(({ suspicion }) => suspicion === "missing");
    const isHeld = rows.some(({ quantity }) => isPositive(quantity));
    const isSpare = !needed.has(asset) || (isMemberOnly(policy, asset) && !isHeld);
    if (isPriced ? isDust && (isSpare || isGone) : isSpare)
      setAside.push(...asideRows(asset, rows, isPriced, whole, worthOf));
    else if (isPriced) frozen.push(asset);
  }
  return { frozen: frozen.sort(), setAside: setAside.sort(byAsset) };
}

function asideRows(
  asset: AssetId,
  rows: readonly Holding[],
  isPriced: boolean,
  whole: number,
  worthOf: (holding: Holding) => number,
): SetAside[] {
  if (rows.length === 0) return [{ venueId: "", asset, quantity: "0" as Quantity, share: isPriced ? 0 : null }];
  return rows.map((holding) => ({
    venueId: holding.venueId,
    asset,
    quantity: holding.quantity,
    share: isPriced && whole > 0 ? worthOf(holding) / whole : null,
  }));
}

/** Assets that a target with weight or the stop needs. */
function neededAssets(policy: SuspectWorld["policy"]): ReadonlySet<AssetId> {
  const needed = policy.targets.flatMap((target) => (target.weight > 0 ? targetMembers(target) : []));
  return new Set(policy.stop ? [...needed, policy.stop.safeAsset] : needed);
}

/** One of several that serve a fungible group: the others do as well. */
function isMemberOnly({ targets, stop }: SuspectWorld["policy"], asset: AssetId): boolean {
  if (stop?.safeAsset === asset) return false;
  const own = targets.filter((target) => target.weight > 0 && targetMembers(target).includes(asset));
  return own.every((target) => target.kind === "group" && target.mode === "fungible" && target.members.length > 1);
}

const byAsset = (left: SetAside, right: SetAside) =>
  left.asset < right.asset ? -1 : left.asset > right.asset ? 1 : left.venueId < right.venueId ? -1 : 1;
