/**
 * The one rule for a usable balance, applied to one venue's whole answer.
 *
 * A fall beyond FALL_MAX that is worth more than DUST_SHARE of the portfolio, and growth beyond GROWTH_MAX worth more
 * than GROWTH_SHARE, must be explained: by our own fills since, by the exchange's records of transfers and trades, or
 * by what came in the same answer at the same worth (a sale by hand: less BTC, as much more USDT). What stays
 * unexplained moves nothing: the balance confirmed before is counted. A fall, and a coin that grew while the records
 * know nothing of it, is queried again for OWNER_AFTER_MS and then handed to the owner; other growth is confirmed by a
 * second observation CONFIRM_AFTER_MS later. Below zero is never confirmed. An account that is empty all at once is
 * confirmed after EMPTY_CONFIRMED_AFTER_MS of the same answer.
 *
 * Balances are sums over a venue's codes of an asset, so that what moves into earning has not gone. A fill booked
 * within FILL_LAG_MS of the observation before may or may not have been in it: both are allowed for. Pure.
 */
import type {
  AssetId,
  BalanceSuspicion,
  ConfirmedBalance,
  SuspectBalance,
  SuspectFact,
  VenueId,
} from "@/lib/engine/model";
import { isMoney } from "@/lib/engine/model";
import { add, isNegative, isZero, type Quantity, sum, toFloat } from "@/lib/money";
import {
  CONFIRM_AFTER_MS,
  DUST_SHARE,
  EMPTY_CONFIRMED_AFTER_MS,
  FALL_MAX,
  FILL_LAG_MS,
  GROWTH_MAX,
  GROWTH_SHARE,
  OWNER_AFTER_MS,
  RECHECK_MS,
  SWAP_WITHIN,
} from "./terms";

export interface BalanceChange {
  asset: AssetId;
  /** Signed: what came or went. */
  quantity: Quantity;
  at: number;
}

export interface BalanceObservation {
  venueId: VenueId;
  venue: string;
  /** Before the venue was queried, epoch ms. */
  queriedAt: number;
  /** What it answered, summed over its codes; assets of which there is nothing are absent. */
  seen: ReadonlyMap<AssetId, Quantity>;
  /** Our own fills booked since the balances were last confirmed. */
  booked: readonly BalanceChange[];
  /**
   * Transfers, and trades that were not ours, in the exchange's own records since then; null: not queried, or no
   * answer.
   */
  records: readonly BalanceChange[] | null;
}

export interface BalanceMemory {
  confirmed: readonly ConfirmedBalance[];
  suspectMemory: readonly SuspectBalance[];
}

/** What units are worth, to recognise dust: last confirmed prices, and the portfolio's value by them. */
export interface Worth {
  priceOf: (asset: AssetId) => number | null;
  whole: number;
}

export type SuspectBalanceFact = Extract<SuspectFact, { about: "balance" }>;

export interface BalanceVerdict {
  confirmed: readonly ConfirmedBalance[];
  suspectMemory: readonly SuspectBalance[];
  suspects: readonly SuspectBalanceFact[];
}

export function judgeBalances(observation: BalanceObservation, memory: BalanceMemory, worth: Worth): BalanceVerdict {
  const { venueId, queriedAt, seen } = observation;
  const own = memory.confirmed.filter((balance) => balance.venueId === venueId);
  const before = new Map(own.map((balance) => [balance.asset, balance]));
  const suspectOf = new Map(
    memory.suspectMemory.filter((each) => each.venueId === venueId).map((suspect) => [suspect.asset, suspect]),
  );
  const isFirst = own.length === 0 && suspectOf.size === 0;
  const assets = [...new Set([...before.keys(), ...seen.keys()])].sort();
  const changes = assets.map((asset) => changeOf(asset, observation, before.get(asset) ?? null, worth));
  const isSwap = isExchange(changes);
  const isEmpty = seen.size === 0;

  const verdict = {
    confirmed: [] as ConfirmedBalance[],
    suspectMemory: [] as SuspectBalance[],
    suspects: [] as SuspectBalanceFact[],
  };
  for (const change of changes) {
    const { asset } = change;
    const held = seen.get(asset) ?? ("0" as Quantity);
    const prior = suspectOf.get(asset) ?? null;
    const kind = isNegative(held) ? "negative" : isFirst || isSwap ? null : change.suspicion;
    const confirmed = before.get(asset) ?? { venueId, asset, quantity: "0" as Quantity, at: queriedAt };
    const ours = observation.booked.filter((each) => each.asset === asset && each.at > confirmed.at);
    // Against our own fills it is late. A coin that the exchange's own records know nothing of comes from nowhere;
    // money
    // often comes by ways that no record of deposits names.
    const isDisowned = ours.length > 0 || (observation.records !== null && !isMoney(asset));
    if (kind === null || isConfirmedNow(kind, held, prior, queriedAt, isEmpty, isDisowned)) {
      if (!isZero(held)) verdict.confirmed.push({ venueId, asset, quantity: held, at: queriedAt });
      continue;
    }
    verdict.confirmed.push(confirmed);
    const counted = sum([confirmed.quantity, ...ours.map((change) => change.quantity)]);
    const suspect = suspectAgain(kind, { venueId, asset, seen: held, counted }, prior, queriedAt);
    verdict.suspectMemory.push(suspect);
    verdict.suspects.push(factOf(suspect, observation.venue, isEmpty));
  }
  return verdict;
}

interface Change {
  asset: AssetId;
  /** What of it must be explained; null: nothing. */
  suspicion: Exclude<BalanceSuspicion, "negative"> | null;
  /** Worth of what is unexplained, signed; 0 where that is not known or nothing. */
  worth: number;
}

function changeOf(
  asset: AssetId,
  observation: BalanceObservation,
  before: ConfirmedBalance | null,
  worth: Worth,
): Change {
  const now = toFloat(observation.seen.get(asset) ?? "0");
  const price = worth.priceOf(asset);
  const [low, high] = expectation(asset, observation, before);
  const [gap, expected] = now < low ? [now - low, low] : [Math.max(now - high, 0), high];
  // Of an asset that never had a price nobody can say what is missing, and it is not counted either.
  if (gap === 0 || price === null || !(worth.whole > 0)) return { asset, suspicion: null, worth: 0 };
  const value = gap * price;
  const share = Math.abs(value) / worth.whole;
  const part = expected > 0 ? Math.abs(gap) / expected : Number.POSITIVE_INFINITY;
  if (gap < 0 && part > FALL_MAX && share > DUST_SHARE)
    return { asset, suspicion: now === 0 ? "vanished" : "shrank", worth: value };
  if (gap > 0 && part > GROWTH_MAX && share > GROWTH_SHARE) return { asset, suspicion: "grew", worth: value };
  return { asset, suspicion: null, worth: value };
}

/** The least and the most it may be, by our own fills and, where they are known, the exchange's records. */
function expectation(
  asset: AssetId,
  { booked, records }: BalanceObservation,
  before: ConfirmedBalance | null,
): readonly [number, number] {
  const start = toFloat(before?.quantity ?? "0");
  const since = before?.at ?? 0;
  let [low, high] = [start, start];
  for (const change of [...booked, ...(records ?? [])]) {
    if (change.asset !== asset || (before !== null && change.at < since - FILL_LAG_MS)) continue;
    const moved = toFloat(change.quantity);
    const isUnsure = before !== null && change.at <= since + FILL_LAG_MS;
    if (!isUnsure || moved < 0) low += moved;
    if (!isUnsure || moved > 0) high += moved;
  }
  return [low, high];
}

/** What went is worth what came: a trade by hand, seen whole. */
function isExchange(changes: readonly Change[]): boolean {
  const went = changes.reduce((whole, { worth }) => whole + Math.max(-worth, 0), 0);
  const came = changes.reduce((whole, { worth }) => whole + Math.max(worth, 0), 0);
  return went > 0 && came > 0 && Math.abs(went - came) <= SWAP_WITHIN * Math.max(went, came);
}

function isConfirmedNow(
  kind: BalanceSuspicion,
  seen: Quantity,
  prior: SuspectBalance | null,
  now: number,
  isEmpty: boolean,
  isDisowned: boolean,
): boolean {
  if (kind === "negative" || prior === null || prior.suspicion !== kind) return false;
  const stood = now - prior.since;
  // What contradicts fills or records is no more right for being repeated.
  if (kind === "grew") return !isDisowned && stood >= CONFIRM_AFTER_MS && isAbout(seen, prior.seen);
  return isEmpty && stood >= EMPTY_CONFIRMED_AFTER_MS;
}

const isAbout = (now: Quantity, before: Quantity) => Math.abs(toFloat(now) / toFloat(before) - 1) <= FALL_MAX;

function suspectAgain(
  suspicion: BalanceSuspicion,
  fact: Pick<SuspectBalance, "venueId" | "asset" | "seen" | "counted">,
  prior: SuspectBalance | null,
  now: number,
): SuspectBalance {
  // More and more is not the same answer twice.
  const isSame =
    prior !== null && (suspicion !== "grew" || (prior.suspicion === "grew" && isAbout(fact.seen, prior.seen)));
  const since = isSame ? prior.since : now;
  return { ...fact, suspicion, since, seenAt: now, observations: isSame ? prior.observations + 1 : 1 };
}

function factOf(suspect: SuspectBalance, venue: string, isEmpty: boolean): SuspectBalanceFact {
  const { venueId, asset, suspicion, seen, counted, since, seenAt, observations } = suspect;
  const needsOwner = suspicion === "negative" || seenAt - since >= OWNER_AFTER_MS;
  const wait = RECHECK_MS[Math.min(observations - 1, RECHECK_MS.length - 1)]!;
  const next = isEmpty && seenAt - since >= OWNER_AFTER_MS ? since + EMPTY_CONFIRMED_AFTER_MS : seenAt + wait;
  const recheckAt = suspicion === "grew" ? Math.max(since + CONFIRM_AFTER_MS, seenAt + wait / 2) : next;
  return {
    about: "balance",
    venueId,
    venue,
    asset,
    suspicion,
    seen,
    counted,
    since,
    recheckAt: needsOwner && !isEmpty ? null : recheckAt,
    needsOwner,
  };
}

/** Sums what a venue answered over its codes of each asset; what is exactly nothing is left out. */
export function sumByAsset(rows: readonly { asset: AssetId; quantity: Quantity }[]): Map<AssetId, Quantity> {
  const sums = new Map<AssetId, Quantity>();
  for (const { asset, quantity } of rows) {
    const before = sums.get(asset);
    sums.set(asset, before === undefined ? quantity : add(before, quantity));
  }
  for (const [asset, total] of sums) if (isZero(total)) sums.delete(asset);
  return sums;
}
