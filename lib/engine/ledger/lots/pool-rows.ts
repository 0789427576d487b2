/** Rows that the families without lots have in common: one part a disposal, one line an asset. */
import type { AssetId } from "@/lib/engine/model";
import type { Amount } from "./amount";
import type { Holdings } from "./holdings";
import { type Disposal, disposalOf, type OpenLot } from "./result";
import type { Dispose, Step } from "./steps";

/** A disposal whose units all have one cost. */
export function wholeDisposal(step: Step, sale: Dispose, cost: Amount): Disposal {
  const { asset, wallet, cause, quantity, proceeds, fee } = sale;
  const part = { lot: null, acquired: null, rule: null, quantity, proceeds, fee, cost, term: "none" as const };
  const { day, event } = step;
  return disposalOf({ day, asset, wallet, kind: cause, events: [event], quantity, proceeds, fee }, [part]);
}

/** By asset; what the pools and the holdings say must be one. */
export function poolLots(
  pools: ReadonlyMap<AssetId, { quantity: Amount; cost: Amount }>,
  holdings: Holdings,
): OpenLot[] {
  return [...holdings.all().keys()].sort().map((asset) => {
    const { quantity, cost } = pools.get(asset)!;
    return { lot: null, asset, wallet: null, acquired: null, quantity, cost };
  });
}
