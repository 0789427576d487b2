/**
 * What is confirmed and suspect after a snapshot (pure): what was judged anew replaces what was there, the rest stays.
 */
import type { PricesVerdict } from "@/lib/engine/confirm/judge-prices";
import type { Confirmations, Snapshot, SuspectPrice } from "@/lib/engine/model";
import type { VenueRow } from "../venue/get";
import type { Account } from "./types";

/** A price of something that is neither held nor wanted any more is forgotten after a week. */
const UNUSED_CACHE_MS = 7 * 24 * 3_600_000;

export interface Learnt {
  /** The venues that answered. */
  answering: readonly Account[];
  prices: PricesVerdict;
  venues: readonly VenueRow[];
  snapshot: Snapshot;
}

export function rememberWhat(memory: Confirmations, { answering, prices, venues, snapshot }: Learnt): Confirmations {
  const now = snapshot.takenAt;
  const judged = new Set([...prices.confirmed, ...prices.suspectMemory].map(({ asset }) => asset));
  const confirmed = new Set(prices.confirmed.map(({ asset }) => asset));
  const answered = new Set(answering.map((account) => account.row.id));
  const spanned = new Set(venues.map((venue) => venue.id));
  const isKept = ({ venueId }: { venueId: string }) => spanned.has(venueId) && !answered.has(venueId);
  return {
    prices: [
      ...prices.confirmed,
      ...memory.prices.filter(
        ({ asset, at }) => !confirmed.has(asset) && (judged.has(asset) || now - at < UNUSED_CACHE_MS),
      ),
    ].sort(byAsset),
    suspectPrices: [
      ...prices.suspectMemory,
      ...offPegSince(snapshot),
      ...memory.suspectPrices.filter((suspect) => !judged.has(suspect.asset) && isOpen(suspect, now)),
    ].sort(byAsset),
    balances: [...answering.flatMap((account) => account.confirmed), ...memory.balances.filter(isKept)],
    suspectBalances: [
      ...answering.flatMap((account) => account.suspectMemory),
      ...memory.suspectBalances.filter(isKept),
    ],
  };
}

/** Confirmed, and still to be shown since when. */
function offPegSince({ suspects = [], takenAt }: Snapshot): SuspectPrice[] {
  return suspects.flatMap((each) => {
    if (each.about !== "price" || each.suspicion !== "off-peg" || each.seen === null) return [];
    const { asset, seen, suspicion, since, source } = each;
    return [{ asset, price: seen, suspicion, since, seenAt: takenAt, source }];
  });
}

/** A suspicion nobody has checked for a week is about something that is gone. */
const isOpen = (suspect: SuspectPrice, now: number) => now - suspect.seenAt < UNUSED_CACHE_MS;

const byAsset = (left: { asset: string }, right: { asset: string }) =>
  left.asset < right.asset ? -1 : left.asset > right.asset ? 1 : 0;
