/**
 * The one rule for a usable price.
 *
 *   usable      present and positive; two-sided, or the last trade where another source says the same
 *   moving      the exchange's own time goes on, or a fresh source says the same
 *   near        within `moveMax` of the last confirmed price: confirmed as it stands
 *   moved       beyond it: confirmed by a second observation at least CONFIRM_AFTER_MS later, when a source outside the
 *               ticker agrees and none contradicts; a move beyond EXTREME_FACTOR needs one outside the exchange
 *   first-look  never confirmed yet: a source outside the ticker must agree and none contradict. Where there is none at
 *               all, book and last trade must say the same, twice, CONFIRM_AFTER_MS apart
 *
 * The same ticker saying the same again is no proof, however often: after OWNER_AFTER_MS the owner must decide. Small
 * steps count together: beyond `moveMax` from the price another source last agreed to, one has to agree again. A candle
 * of the same exchange is a source outside the ticker, another exchange is one outside the exchange.
 * Pure; nothing is remembered here: what was confirmed and what was suspect comes in and goes out.
 */
import type { AssetId, ConfirmedPrice, PriceSuspicion, SuspectFact, SuspectPrice } from "@/lib/engine/model";
import { type Price, toFloat } from "@/lib/money";
import {
  AGREE_WITHIN,
  CONFIRM_AFTER_MS,
  EXTREME_FACTOR,
  HALF_SPREAD_MAX,
  MEMORY_MS,
  MOVE_MAX,
  OWNER_AFTER_MS,
  PEGGED_MOVE_MAX,
  SOURCE_AGE_MS_MAX,
  STANDING_MS_MIN,
} from "./terms";

/** What a source beside the ticker says of an asset, in the base currency. */
export interface PriceSource {
  source: string;
  price: Price;
  at: number;
  /** From outside the exchange whose ticker is judged. */
  isElsewhere: boolean;
}

/** One observation of an asset's price. */
export interface PriceObservation {
  asset: AssetId;
  /** null: nobody quotes it. */
  seen: SeenPrice | null;
  sources: readonly PriceSource[];
  /** There is no other source that could be queried; one that exists and is silent now is waited for. */
  isOnlySource: boolean;
  /** Its balance is suspect too: a code given to another coin moves both, and no market can tell which is held. */
  isBalanceSuspect: boolean;
}

export interface SeenPrice {
  /** null: quoted, and nothing usable in it. */
  price: Price | null;
  /** The last trades along the same way; null: none. */
  last: Price | null;
  at: number;
  source: string;
  basis: "book" | "last";
  /** The widest on the way; null: a side of a book is missing. */
  halfSpread: number | null;
  isOwn: boolean;
}

export interface PriceMemory {
  confirmed: ConfirmedPrice | null;
  suspect: SuspectPrice | null;
}

export interface PriceTerms {
  now: number;
  moveMax: number;
  agreeWithin: number;
  standingMsMax: number;
  /** For a ticker that stands in for a suspect one: a source that contradicts it counts even where it has not moved. */
  isStrict?: boolean;
}

export type SuspectPriceFact = Extract<SuspectFact, { about: "price" }>;

export type PriceVerdict =
  | { kind: "confirmed"; confirmed: ConfirmedPrice }
  | { kind: "suspect"; fact: SuspectPriceFact; suspect: SuspectPrice };

export function priceTerms(
  now: number,
  isPegged: boolean,
  limits: { priceJumpMax: number | null; priceAgeMsMax: number } | null,
): PriceTerms {
  return {
    now,
    moveMax: Math.min(isPegged ? PEGGED_MOVE_MAX : MOVE_MAX, limits?.priceJumpMax ?? MOVE_MAX),
    agreeWithin: isPegged ? AGREE_WITHIN / 3 : AGREE_WITHIN,
    standingMsMax: Math.max(limits?.priceAgeMsMax ?? 0, STANDING_MS_MIN),
  };
}

export function judgePrice(observation: PriceObservation, memory: PriceMemory, terms: PriceTerms): PriceVerdict {
  const { seen } = observation;
  if (seen === null) return suspect(observation, memory, terms, "missing");
  if (seen.price === null) return suspect(observation, memory, terms, "unusable");
  const confirmed = memory.confirmed;
  const evidence = weigh(observation, seen.price, terms);
  const confirm = (at = seen.at): PriceVerdict => {
    const proven = evidence.isBacked ? seen.price! : confirmed?.proven;
    const fact = { asset: observation.asset, price: seen.price!, at, source: seen.source };
    return { kind: "confirmed", confirmed: proven === undefined ? fact : { ...fact, proven } };
  };
  if (seen.isOwn) return confirm();

  const known = confirmed !== null && isRemembered(confirmed, memory.suspect, terms) ? confirmed : null;
  const isNear = known !== null && distance(seen.price, known.price) <= terms.moveMax;
  const stands = isStanding(seen, confirmed, terms);
  if (stands && !evidence.isBacked) return suspect(observation, memory, terms, "stale");
  if (seen.basis === "last" || isWide(seen)) {
    if (isWide(seen) && !evidence.isBacked) return suspect(observation, memory, terms, "wide-spread");
    if (!isNear && !evidence.isBacked)
      return suspect(observation, memory, terms, known === null ? "first-look" : "moved");
  }
  // A ticker that stood still and is confirmed elsewhere is as fresh as what confirms it.
  const at = stands ? Math.max(seen.at, ...evidence.agreeing.map((source) => source.at)) : seen.at;

  if (known === null) {
    if (evidence.isContradicted) return suspect(observation, memory, terms, "contradicted");
    if (evidence.isBacked) return confirm(at);
    const isOneVoice = seen.last !== null && distance(seen.last, seen.price) <= terms.agreeWithin;
    if (!isOneVoice) return suspect(observation, memory, terms, seen.last === null ? "first-look" : "contradicted");
    const isSecondCheck = memory.suspect?.suspicion === "first-look" && hasStood(observation, memory, terms);
    const isEnough = observation.isOnlySource && confirmed === null && isSecondCheck;
    return isEnough ? confirm() : suspect(observation, memory, terms, "first-look");
  }
  if (isNear) {
    if (terms.isStrict && evidence.isContradicted) return suspect(observation, memory, terms, "contradicted");
    const hasCrept = known.proven !== undefined && distance(seen.price, known.proven) > terms.moveMax;
    if (!hasCrept || evidence.isBacked) return confirm(at);
    return suspect(observation, memory, terms, evidence.isContradicted ? "contradicted" : "moved");
  }
  if (evidence.isContradicted) return suspect(observation, memory, terms, "contradicted");
  const factor = toFloat(seen.price) / toFloat(known.price);
  const isExtreme = factor > EXTREME_FACTOR || factor < 1 / EXTREME_FACTOR;
  const isProven = evidence.isBacked && (!isExtreme || evidence.isBackedElsewhere) && !observation.isBalanceSuspect;
  return isProven && hasStood(observation, memory, terms) ? confirm(at) : suspect(observation, memory, terms, "moved");
}

/** How far two prices lie apart, as a share of the second. */
function distance(price: Price, from: Price): number {
  const reference = toFloat(from);
  return reference > 0 ? Math.abs(toFloat(price) / reference - 1) : Number.POSITIVE_INFINITY;
}

function weigh(observation: PriceObservation, price: Price, terms: PriceTerms) {
  const fresh = observation.sources.filter(
    (source) => terms.now - source.at <= SOURCE_AGE_MS_MAX && toFloat(source.price) > 0,
  );
  const agreeing = fresh.filter((source) => distance(price, source.price) <= terms.agreeWithin);
  const isContradicted = agreeing.length < fresh.length;
  const isBacked = agreeing.length > 0 && !isContradicted;
  return {
    agreeing,
    isContradicted,
    isBacked,
    isBackedElsewhere: isBacked && agreeing.some((source) => source.isElsewhere),
  };
}

/** While a price is suspect the one it is compared with is not forgotten, or waiting would be proof. */
function isRemembered(confirmed: ConfirmedPrice, suspect: SuspectPrice | null, { now }: PriceTerms): boolean {
  return (suspect?.since ?? now) - confirmed.at <= MEMORY_MS;
}

function isStanding(seen: SeenPrice, confirmed: ConfirmedPrice | null, { now, standingMsMax }: PriceTerms): boolean {
  return now - seen.at > standingMsMax && (confirmed === null || seen.at <= confirmed.at);
}

const isWide = ({ halfSpread }: SeenPrice) => halfSpread !== null && halfSpread > HALF_SPREAD_MAX;

/** Since when it has been about where it is seen now. */
function steadySince(observation: PriceObservation, { suspect }: PriceMemory, { now, moveMax }: PriceTerms): number {
  const price = observation.seen?.price ?? null;
  if (suspect?.steadySince === undefined || price === null) return now;
  return distance(price, suspect.price) <= moveMax ? suspect.steadySince : now;
}

function hasStood(observation: PriceObservation, memory: PriceMemory, terms: PriceTerms): boolean {
  return terms.now - steadySince(observation, memory, terms) >= CONFIRM_AFTER_MS;
}

function suspect(
  observation: PriceObservation,
  memory: PriceMemory,
  terms: PriceTerms,
  suspicion: PriceSuspicion,
): PriceVerdict {
  const { asset, seen } = observation;
  const { now } = terms;
  const since = memory.suspect?.since ?? now;
  const needsOwner = now - since >= OWNER_AFTER_MS;
  const source = seen?.source ?? memory.suspect?.source ?? memory.confirmed?.source ?? "";
  const steady = seen?.price == null ? {} : { steadySince: steadySince(observation, memory, terms) };
  const price = seen?.price ?? ("0" as Price);
  return {
    kind: "suspect",
    suspect: { asset, price, suspicion, since, seenAt: now, source, ...steady },
    fact: {
      about: "price",
      asset,
      suspicion,
      seen: seen?.price ?? null,
      counted: memory.confirmed?.price ?? null,
      source,
      since,
      recheckAt: needsOwner ? null : now + CONFIRM_AFTER_MS,
      needsOwner,
    },
  };
}
