/** The first confirmations of a portfolio from before they were stored: what its last snapshot showed (pure). */
import { sumByAsset } from "@/lib/engine/confirm/judge-balances";
import { type Confirmations, NOTHING_CONFIRMED, type Snapshot } from "@/lib/engine/model";
import { isPositive } from "@/lib/money";

export function confirmationsFrom(snapshot: Snapshot | null): Confirmations {
  if (snapshot === null) return NOTHING_CONFIRMED;
  const { takenAt, baseCurrency } = snapshot;
  const byVenue = Map.groupBy(snapshot.holdings, (holding) => holding.venueId);
  return {
    ...NOTHING_CONFIRMED,
    prices: snapshot.prices
      .filter(({ asset, price }) => asset !== baseCurrency && isPositive(price))
      .map(({ asset, price, at, source }) => ({ asset, price, at, source })),
    balances: [...byVenue].flatMap(([venueId, rows]) =>
      [...sumByAsset(rows)].map(([asset, quantity]) => ({ venueId, asset, quantity, at: takenAt })),
    ),
  };
}
