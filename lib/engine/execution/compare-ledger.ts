/**
 * Settling: our ledger against the venue. For every asset the run touched, opening total + own fills must be what
 * the venue now says; anything else gets a name. Venues round fees to eight decimals, so less than 1e-8 is equal.
 */
import { absolute, add, isMore, type Quantity, subtract } from "@/lib/money";
import { ownDelta, touchedAssets } from "./balances";
import type { OpeningBalance, Run } from "./run";

export interface Difference {
  asset: string;
  ledger: Quantity;
  venue: Quantity;
}

const ROUNDING = "0.00000001";
const ZERO = "0" as Quantity;

export function compareLedger(run: Run, balances: readonly OpeningBalance[]): readonly Difference[] {
  const totalIn = (rows: readonly OpeningBalance[], venueId: string, asset: string) =>
    rows.find((row) => row.venueId === venueId && row.asset === asset)?.total ?? ZERO;
  const differences: Difference[] = [];
  for (const { venueId, asset } of touchedAssets(run.legs, run.orders)) {
    const ledger = add(totalIn(run.opening, venueId, asset), ownDelta(run, venueId, asset));
    const venue = totalIn(balances, venueId, asset);
    if (isMore(absolute(subtract(ledger, venue)), ROUNDING)) differences.push({ asset, ledger, venue });
  }
  return differences;
}

/** An asset the plan sells that was there when planned and is gone now: no trade on such balances. */
export function findVanished(run: Pick<Run, "legs">, opening: readonly OpeningBalance[]): string | null {
  const gone = run.legs.find(
    (leg) =>
      leg.side === "sell" &&
      !opening.some((row) => row.venueId === leg.venueId && row.asset === leg.base && isMore(row.total, ZERO)),
  );
  return gone?.base ?? null;
}
