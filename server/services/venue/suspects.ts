/**
 * What portfolios hold suspect of what their venues show. The venue's page counts it as they do, as last confirmed, and
 * says what is shown instead: two pages of one app never value the same holding differently.
 */

import { and, eq, inArray, isNull } from "drizzle-orm";
import { portfolioStates, portfolios, portfolioVenues } from "@/drizzle/schema";
import type { Balance } from "@/lib/engine/model";
import { formatPrice, formatQuantity } from "@/lib/format/number";
import { add, type Price, type Quantity, quantity, subtract, sum } from "@/lib/money";
import type { ServiceContext } from "../context";

export interface VenueSuspects {
  /** What is counted of an asset, and what the venue shows. */
  balances: ReadonlyMap<string, { seen: Quantity; counted: Quantity }>;
  /** What an asset is counted at, null where nothing was ever confirmed, and what it is shown at. */
  prices: ReadonlyMap<string, { seen: Price; counted: Price | null }>;
}

export const NO_SUSPECTS: VenueSuspects = { balances: new Map(), prices: new Map() };

/** By venue. A portfolio that thinks in another currency has its prices in that one. */
export async function loadSuspects(
  { db }: Pick<ServiceContext, "db">,
  venueIds: readonly string[],
  currency: string,
): Promise<ReadonlyMap<string, VenueSuspects>> {
  const rows = await db
    .select({
      venueId: portfolioVenues.venueId,
      baseCurrency: portfolios.baseCurrency,
      confirmations: portfolioStates.confirmations,
    })
    .from(portfolioVenues)
    .innerJoin(portfolios, eq(portfolios.id, portfolioVenues.portfolioId))
    .innerJoin(portfolioStates, eq(portfolioStates.portfolioId, portfolios.id))
    .where(and(inArray(portfolioVenues.venueId, [...venueIds]), isNull(portfolios.archivedAt)));
  const byVenue = Map.groupBy(rows, (row) => row.venueId);
  return new Map([...byVenue].map(([venueId, uses]) => [venueId, suspectsOf(venueId, uses, currency)]));
}

function suspectsOf(
  venueId: string,
  uses: readonly { baseCurrency: string; confirmations: (typeof portfolioStates.$inferSelect)["confirmations"] }[],
  currency: string,
): VenueSuspects {
  const balances = uses
    .flatMap(({ confirmations }) => confirmations.suspectBalances)
    .filter((suspect) => suspect.venueId === venueId)
    .map(({ asset, seen, counted }) => [asset, { seen, counted }] as const);
  const prices = uses
    .filter((use) => use.baseCurrency === currency)
    .flatMap(({ confirmations }) =>
      confirmations.suspectPrices
        // Off its peg it is counted at its market, which is confirmed.
        .filter(({ suspicion }) => suspicion !== "off-peg")
        .map(({ asset, price: seen }) => {
          const counted = confirmations.prices.find((confirmed) => confirmed.asset === asset)?.price ?? null;
          return [asset, { seen, counted }] as const;
        }),
    );
  return { balances: new Map(balances), prices: new Map(prices) };
}

/**
 * The venue's balances with what is suspect as last confirmed: what earns stays as it is, what is free makes up for it.
 */
export function countAsConfirmed(balances: readonly Balance[], suspects: VenueSuspects): readonly Balance[] {
  const shown = Map.groupBy(balances, (balance) => balance.asset);
  const missing = [...suspects.balances.keys()].filter((asset) => !shown.get(asset)?.some(isFree));
  const none = quantity("0");
  const all = [...balances, ...missing.map((asset): Balance => ({ asset, total: none, free: none }))];
  return all.map((balance) => {
    const suspect = isFree(balance) ? suspects.balances.get(balance.asset) : undefined;
    if (!suspect) return balance;
    const now = sum((shown.get(balance.asset) ?? []).map(({ total }) => total));
    return { ...balance, total: add(balance.total, subtract(suspect.counted, now)) };
  });
}

const isFree = ({ venueCode }: Balance) => venueCode === undefined;

/** "Suspect: shown at 5,000.00, counted as last confirmed"; null: nothing of it is suspect. */
export function labelOfSuspect(asset: string, { balances, prices }: VenueSuspects): string | null {
  const [balance, price] = [balances.get(asset), prices.get(asset)];
  const shown = [
    ...(balance ? [formatQuantity(balance.seen)] : []),
    ...(price ? [Number(price.seen) > 0 ? `at ${formatPrice(price.seen)}` : "without a price"] : []),
  ];
  if (shown.length === 0) return null;
  const counted = price?.counted === null ? "no value was ever confirmed" : "counted as last confirmed";
  return `Suspect: shown ${shown.join(" ")}, ${counted}`;
}
