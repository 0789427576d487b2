/**
 * Divides one account among the portfolios that use it, so that no unit is counted or traded twice.
 *
 * By asset: each named asset is one portfolio's whole. By quantity: a portfolio claims what the ledger says it holds.
 * What nobody claims is "not allotted". Invariants, exact to the last digit and whatever the order of the inputs:
 *
 *   sum of the parts + not allotted = the account       0 <= part <= claim       sum of free <= the account's free
 *
 *   account 1.5 BTC · Core claims 1, Satellites 0.4     ->  1 and 0.4, not allotted 0.1
 *   account 0.7 BTC · Core claims 1, Satellites 0.4     ->  0.5 and 0.2, missing 0.5 and 0.2: somebody took 0.7 away
 *
 * An account that holds less than is claimed is split in proportion until its owner says whose the loss is: no part is
 * ever negative, and none is counted that is not there. A portfolio that used more than its part (a fee in a coin of
 * another's) is overdrawn: it holds nothing of that asset, and its debt explains as much of what others miss.
 */
import type { AssetId } from "@/lib/engine/model";
import {
  add,
  allocate,
  isNegative,
  isPositive,
  isZero,
  maximum,
  minimum,
  negate,
  type Quantity,
  quantity,
  subtract,
  sum,
} from "@/lib/money";

export interface AccountBalance {
  asset: AssetId;
  /** May be negative: borrowed. */
  total: Quantity;
  free: Quantity;
}

/** What the ledger says a portfolio holds at the account; a negative quantity is more than it had. */
export type Claims = ReadonlyMap<AssetId, Quantity>;

export type Division =
  | { kind: "asset"; parts: readonly { portfolioId: string; assets: readonly AssetId[] }[] }
  | { kind: "quantity"; parts: readonly { portfolioId: string; claims: Claims }[] };

export interface AccountPart {
  portfolioId: string;
  balances: readonly AccountBalance[];
  /** Claimed and not there. */
  missing: readonly AssetQuantity[];
  /** Used beyond its part, as a positive quantity. */
  overdrawn: readonly AssetQuantity[];
}

export interface AssetQuantity {
  asset: AssetId;
  quantity: Quantity;
}

export interface DividedAccount {
  /** In the order of the portfolios' ids. */
  parts: readonly AccountPart[];
  /** By asset; negative where what was borrowed is nobody's. */
  notAllotted: readonly AccountBalance[];
  /** What is missing of an asset beyond what others are overdrawn by: nobody knows yet whose loss it is. */
  unexplained: readonly AssetQuantity[];
}

const ZERO = quantity("0");
/** The finest step any chain counts in. */
const SPLIT_STEP = "0.000000000000000001";

export function divideAccount(balances: readonly AccountBalance[], division: Division): DividedAccount {
  const account = sumByAsset(balances);
  const ids = division.parts.map((part) => part.portfolioId).sort();
  const shares = new Map<string, { balances: AccountBalance[]; missing: AssetQuantity[]; overdrawn: AssetQuantity[] }>(
    ids.map((id) => [id, { balances: [], missing: [], overdrawn: [] }]),
  );
  const notAllotted: AccountBalance[] = [];
  const unexplained: AssetQuantity[] = [];
  for (const asset of assetsOf(account, division)) {
    const { total, free } = account.get(asset) ?? { total: ZERO, free: ZERO };
    const claims = ids.map((id) => claimOf(division, id, asset, total));
    const owned = shareOut(maximum(total, ZERO), claims.map(positive));
    const spendable = maximum(minimum(free, total), ZERO);
    const ownFree = shareOut(spendable, owned);
    const missing = claims.map((claim, index) => subtract(positive(claim), owned[index]!));
    const overdrawn = claims.map((claim) => positive(negate(claim)));
    ids.forEach((id, index) => {
      const share = shares.get(id)!;
      if (isPositive(owned[index]!)) share.balances.push({ asset, total: owned[index]!, free: ownFree[index]! });
      if (isPositive(missing[index]!)) share.missing.push({ asset, quantity: missing[index]! });
      if (isPositive(overdrawn[index]!)) share.overdrawn.push({ asset, quantity: overdrawn[index]! });
    });
    const rest = subtract(total, sum(owned));
    if (!isZero(rest)) notAllotted.push({ asset, total: rest, free: positive(subtract(spendable, sum(ownFree))) });
    const lost = subtract(sum(missing), sum(overdrawn));
    if (isPositive(lost)) unexplained.push({ asset, quantity: lost });
  }
  return { parts: ids.map((portfolioId) => ({ portfolioId, ...shares.get(portfolioId)! })), notAllotted, unexplained };
}

/** An account may list an asset more than once: spot beside what earns. */
function sumByAsset(balances: readonly AccountBalance[]): Map<AssetId, { total: Quantity; free: Quantity }> {
  const sums = new Map<AssetId, { total: Quantity; free: Quantity }>();
  for (const { asset, total, free } of balances) {
    const before = sums.get(asset) ?? { total: ZERO, free: ZERO };
    sums.set(asset, { total: add(before.total, total), free: add(before.free, free) });
  }
  return sums;
}

function assetsOf(account: ReadonlyMap<AssetId, unknown>, division: Division): AssetId[] {
  const claimed = division.kind === "asset" ? [] : division.parts.flatMap(({ claims }) => [...claims.keys()]);
  return [...new Set([...account.keys(), ...claimed])].sort();
}

/** An asset that two portfolios name is neither's. */
function claimOf(division: Division, portfolioId: string, asset: AssetId, total: Quantity): Quantity {
  if (division.kind === "quantity")
    return division.parts.find((part) => part.portfolioId === portfolioId)?.claims.get(asset) ?? ZERO;
  const owners = division.parts.filter((part) => part.assets.includes(asset));
  return owners.length === 1 && owners[0]!.portfolioId === portfolioId ? positive(total) : ZERO;
}

/** All that is claimed where there is enough of it, else in proportion; never more than was claimed. */
function shareOut(whole: Quantity, claims: readonly Quantity[]): readonly Quantity[] {
  const claimed = sum(claims);
  if (!isPositive(subtract(claimed, whole))) return claims;
  const parts = allocate(whole, claims, SPLIT_STEP);
  return parts.map((part, index) => minimum(part, claims[index]!));
}

const positive = (value: Quantity): Quantity => (isNegative(value) ? ZERO : value);
