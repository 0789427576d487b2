/**
 * The owner confirms what is suspect: the figure seen at the last check becomes the confirmed one. What cannot be so
 * (nothing seen, below zero, a ticker that stands still, an asset off its peg) cannot be accepted. Pure.
 */
import type { AssetId, Confirmations, SuspectFact, VenueId } from "@/lib/engine/model";
import { compare, isPositive } from "@/lib/money";

export type SuspectFactOf =
  | { about: "price"; asset: AssetId; seen: string }
  | { about: "balance"; asset: AssetId; venueId: VenueId; seen: string };

export type Acceptance =
  | { kind: "accepted"; confirmations: Confirmations; before: string | null }
  /** Not suspect (any more). */
  | { kind: "not-suspect" }
  /** Something else is seen by now. */
  | { kind: "changed"; seen: string }
  | { kind: "not-acceptable" };

const ACCEPTABLE: ReadonlySet<SuspectFact["suspicion"]> = new Set([
  "moved",
  "first-look",
  "wide-spread",
  "contradicted",
  "vanished",
  "shrank",
  "grew",
]);

export const canAccept = ({ suspicion, seen }: Pick<SuspectFact, "suspicion" | "seen">): boolean =>
  ACCEPTABLE.has(suspicion) && seen !== null;

export function acceptSuspect(confirmations: Confirmations, fact: SuspectFactOf): Acceptance {
  return fact.about === "price" ? acceptPrice(confirmations, fact) : acceptBalance(confirmations, fact);
}

function acceptPrice(all: Confirmations, { asset, seen }: Extract<SuspectFactOf, { about: "price" }>): Acceptance {
  const suspect = all.suspectPrices.find((each) => each.asset === asset);
  if (suspect === undefined) return { kind: "not-suspect" };
  if (!canAccept({ suspicion: suspect.suspicion, seen: suspect.price }) || !isPositive(suspect.price))
    return { kind: "not-acceptable" };
  if (compare(suspect.price, seen) !== 0) return { kind: "changed", seen: suspect.price };
  const { price, seenAt: at, source } = suspect;
  return {
    kind: "accepted",
    before: all.prices.find((each) => each.asset === asset)?.price ?? null,
    confirmations: {
      ...all,
      prices: [...all.prices.filter((each) => each.asset !== asset), { asset, price, at, source, proven: price }],
      suspectPrices: all.suspectPrices.filter((each) => each !== suspect),
    },
  };
}

function acceptBalance(all: Confirmations, fact: Extract<SuspectFactOf, { about: "balance" }>): Acceptance {
  const isIt = (each: { asset: AssetId; venueId: VenueId }) =>
    each.asset === fact.asset && each.venueId === fact.venueId;
  const suspect = all.suspectBalances.find(isIt);
  if (suspect === undefined) return { kind: "not-suspect" };
  if (!canAccept(suspect)) return { kind: "not-acceptable" };
  if (compare(suspect.seen, fact.seen) !== 0) return { kind: "changed", seen: suspect.seen };
  const { venueId, asset, seen: quantity, seenAt: at } = suspect;
  return {
    kind: "accepted",
    before: suspect.counted,
    confirmations: {
      ...all,
      balances: [...all.balances.filter((each) => !isIt(each)), { venueId, asset, quantity, at }],
      suspectBalances: all.suspectBalances.filter((each) => each !== suspect),
    },
  };
}
