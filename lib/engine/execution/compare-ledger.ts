/**
 * Settling: our ledger against the venue. For every asset the run touched, opening total + own fills must be what
 * the venue now says; anything else gets a name. Venues round fees to eight decimals, so less than 1e-8 is equal.
 */
import { isMore } from "@/lib/money";
import type { Difference } from "../model";
import { touchedAssets } from "./balances";
import { BALANCE_ROUNDING, bookedTotal, isApart, totalOf } from "./contradicts-fills";
import type { OpeningBalance, Run } from "./run";

export function compareLedger(run: Run, balances: readonly OpeningBalance[]): readonly Difference[] {
  return touchedAssets(run.legs, run.orders).flatMap(({ venueId, asset }) => {
    const ledger = bookedTotal(run, venueId, asset);
    const venue = totalOf(balances, venueId, asset);
    return isApart(ledger, venue, BALANCE_ROUNDING) ? [{ asset, ledger, venue }] : [];
  });
}

/** An asset the plan sells that was there when planned and is gone now: no trade on such balances. */
export function findVanished(run: Pick<Run, "legs">, opening: readonly OpeningBalance[]): string | null {
  const gone = run.legs.find(
    (leg) =>
      leg.side === "sell" &&
      !opening.some((row) => row.venueId === leg.venueId && row.asset === leg.base && isMore(row.total, "0")),
  );
  return gone?.base ?? null;
}
