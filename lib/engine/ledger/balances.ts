/** Balances derived from ledger lines: the account's sum per asset. Exact, order of lines does not matter. */
import type { AssetId } from "@/lib/engine/model";
import { add, isZero, type Quantity, subtract } from "@/lib/money";
import type { Posting } from "./post-fill";

/** Sum of one account's lines per asset; assets that sum to zero are left out. */
export function balancesOf(postings: Iterable<Posting>, account: string): Map<AssetId, Quantity> {
  const balances = new Map<AssetId, Quantity>();
  for (const posting of postings) {
    if (posting.account !== account) continue;
    const before = balances.get(posting.asset);
    balances.set(posting.asset, before === undefined ? posting.quantity : add(before, posting.quantity));
  }
  for (const [asset, quantity] of balances) if (isZero(quantity)) balances.delete(asset);
  return balances;
}

/** Assets whose lines do not sum to zero, with the sum. Empty for every correct entry. */
export function imbalanceOf(postings: Iterable<Posting>): Map<AssetId, Quantity> {
  const sums = new Map<AssetId, Quantity>();
  for (const { asset, quantity } of postings) sums.set(asset, add(sums.get(asset) ?? ("0" as Quantity), quantity));
  for (const [asset, quantity] of sums) if (isZero(quantity)) sums.delete(asset);
  return sums;
}

export interface BalanceDifference {
  asset: AssetId;
  ledger: Quantity;
  venue: Quantity;
}

/** Where the ledger and the venue disagree, sorted by asset. */
export function compareBalances(
  ledger: ReadonlyMap<AssetId, Quantity>,
  venue: ReadonlyMap<AssetId, Quantity>,
): BalanceDifference[] {
  const zero = "0" as Quantity;
  const differences: BalanceDifference[] = [];
  for (const asset of [...new Set([...ledger.keys(), ...venue.keys()])].sort()) {
    const ours = ledger.get(asset) ?? zero;
    const theirs = venue.get(asset) ?? zero;
    if (!isZero(subtract(ours, theirs))) differences.push({ asset, ledger: ours, venue: theirs });
  }
  return differences;
}
