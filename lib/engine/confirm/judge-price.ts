/**
 * The one rule for a usable price.
 *
 *   usable      present and positive; two-sided, or the last trade where somebody else says the same
 *   moving      the exchange's own time goes on, or a fresh source says the same
 *   near        within `moveMax` of the last confirmed price: believed as it stands
 *   moved       beyond it: believed at a second look at least CONFIRM_AFTER_MS later, when a source outside the ticker
 *               agrees and none contradicts; a move beyond EXTREME_FACTOR needs one outside the exchange
 *   first look  a source outside the ticker must agree and none contradict. Where there is none at all, book and last
 *               trade must say the same, twice, CONFIRM_AFTER_MS apart
 *
 * The same ticker saying the same again is no proof, however often: after OWNER_AFTER_MS the owner is asked. Small steps
 * count together: beyond `moveMax` from the price another source last agreed to, one has to agree again. A candle of the
 * same exchange is a source outside the ticker, another exchange is one outside the exchange.
 * Pure; nothing is remembered here: what was believed and doubted comes in and goes out.
 */
import type { AssetDoubt, AssetId, ConfirmedPrice, PriceDoubtKind, SuspectPrice } from "@/lib/engine/model";
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
  STANDING_MS_MIN,
  WORD_AGE_MS_MAX,
} from "./terms";

/** What a source beside the ticker says of an asset, in the base currency. */
export interface PriceWord {
  source: string;
  price: Price;
  at: number;
  /** From outside the exchange whose ticker is judged. */
  isElsewhere: boolean;
}

/** One look at an asset's price. */
export interface PriceLook {
  asset: AssetId;
  /** null: nobody quotes it. */
  seen: SeenPrice | null;
  words: readonly PriceWord[];
  /** There is no other source that could be asked; one that exists and is silent now is waited for. */
  isOnlySource: boolean;
  /** Its balance is doubted too: a code given to another coin moves both, and no market can tell which is held. */
  isBalanceDoubted: boolean;
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
  /** For a ticker that is asked because another one is doubted: who contradicts it is heard even where it has not moved. */
  isStrict?: boolean;
}

export type PriceDoubt = Extract<AssetDoubt, { about: "price" }>;

export type PriceVerdict =
  | { kind: "confirmed"; confirmed: ConfirmedPrice }
  | { kind: "doubted"; doubt: PriceDoubt; suspect: SuspectPrice };

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

export function judgePrice(look: PriceLook, memory: PriceMemory, terms: PriceTerms): PriceVerdict {
  const { seen } = look;
  if (seen === null) return doubted(look, memory, terms, "missing");
  if (seen.price === null) return doubted(look, memory, terms, "unusable");
  const confirmed = memory.confirmed;
  const words = hear(look, seen.price, terms);
  const believe = (at = seen.at): PriceVerdict => {
    const proven = words.isBacked ? seen.price! : confirmed?.proven;
    const fact = { asset: look.asset, price: seen.price!, at, source: seen.source };
    return { kind: "confirmed", confirmed: proven === undefined ? fact : { ...fact, proven } };
  };
  if (seen.isOwn) return believe();

  const known = confirmed !== null && isRemembered(confirmed, memory.suspect, terms) ? confirmed : null;
  const isNear = known !== null && distance(seen.price, known.price) <= terms.moveMax;
  const stands = isStanding(seen, confirmed, terms);
  if (stands && !words.isBacked) return doubted(look, memory, terms, "stale");
  if (seen.basis === "last" || isWide(seen)) {
    if (isWide(seen) && !words.isBacked) return doubted(look, memory, terms, "wide-spread");
    if (!isNear && !words.isBacked) return doubted(look, memory, terms, known === null ? "first-look" : "moved");
  }
  // A ticker that stood still and is confirmed elsewhere is as fresh as what confirms it.
  const at = stands ? Math.max(seen.at, ...words.agreeing.map((word) => word.at)) : seen.at;

  if (known === null) {
    if (words.isContradicted) return doubted(look, memory, terms, "contradicted");
    if (words.isBacked) return believe(at);
    const isOneVoice = seen.last !== null && distance(seen.last, seen.price) <= terms.agreeWithin;
    if (!isOneVoice) return doubted(look, memory, terms, seen.last === null ? "first-look" : "contradicted");
    const isSecondLook = memory.suspect?.doubt === "first-look" && hasStood(look, memory, terms);
    const isEnough = look.isOnlySource && confirmed === null && isSecondLook;
    return isEnough ? believe() : doubted(look, memory, terms, "first-look");
  }
  if (isNear) {
    if (terms.isStrict && words.isContradicted) return doubted(look, memory, terms, "contradicted");
    const hasCrept = known.proven !== undefined && distance(seen.price, known.proven) > terms.moveMax;
    if (!hasCrept || words.isBacked) return believe(at);
    return doubted(look, memory, terms, words.isContradicted ? "contradicted" : "moved");
  }
  if (words.isContradicted) return doubted(look, memory, terms, "contradicted");
  const factor = toFloat(seen.price) / toFloat(known.price);
  const isExtreme = factor > EXTREME_FACTOR || factor < 1 / EXTREME_FACTOR;
  const isProven = words.isBacked && (!isExtreme || words.isBackedElsewhere) && !look.isBalanceDoubted;
  return isProven && hasStood(look, memory, terms) ? believe(at) : doubted(look, memory, terms, "moved");
}

/** How far two prices lie apart, as a share of the second. */
function distance(price: Price, from: Price): number {
  const reference = toFloat(from);
  return reference > 0 ? Math.abs(toFloat(price) / reference - 1) : Number.POSITIVE_INFINITY;
}

function hear(look: PriceLook, price: Price, terms: PriceTerms) {
  const fresh = look.words.filter((word) => terms.now - word.at <= WORD_AGE_MS_MAX && toFloat(word.price) > 0);
  const agreeing = fresh.filter((word) => distance(price, word.price) <= terms.agreeWithin);
  const isContradicted = agreeing.length < fresh.length;
  const isBacked = agreeing.length > 0 && !isContradicted;
  return {
    agreeing,
    isContradicted,
    isBacked,
    isBackedElsewhere: isBacked && agreeing.some((word) => word.isElsewhere),
  };
}

/** While a doubt stands the price it is held against is not forgotten, or waiting would be proof. */
function isRemembered(confirmed: ConfirmedPrice, suspect: SuspectPrice | null, { now }: PriceTerms): boolean {
  return (suspect?.since ?? now) - confirmed.at <= MEMORY_MS;
}

function isStanding(seen: SeenPrice, confirmed: ConfirmedPrice | null, { now, standingMsMax }: PriceTerms): boolean {
  return now - seen.at > standingMsMax && (confirmed === null || seen.at <= confirmed.at);
}

const isWide = ({ halfSpread }: SeenPrice) => halfSpread !== null && halfSpread > HALF_SPREAD_MAX;

/** Since when it has been about where it is seen now. */
function steadySince(look: PriceLook, { suspect }: PriceMemory, { now, moveMax }: PriceTerms): number {
  const price = look.seen?.price ?? null;
  if (suspect?.steadySince === undefined || price === null) return now;
  return distance(price, suspect.price) <= moveMax ? suspect.steadySince : now;
}

function hasStood(look: PriceLook, memory: PriceMemory, terms: PriceTerms): boolean {
  return terms.now - steadySince(look, memory, terms) >= CONFIRM_AFTER_MS;
}

function doubted(look: PriceLook, memory: PriceMemory, terms: PriceTerms, kind: PriceDoubtKind): PriceVerdict {
  const { asset, seen } = look;
  const { now } = terms;
  const since = memory.suspect?.since ?? now;
  const needsOwner = now - since >= OWNER_AFTER_MS;
  const source = seen?.source ?? memory.suspect?.source ?? memory.confirmed?.source ?? "";
  const steady = seen?.price == null ? {} : { steadySince: steadySince(look, memory, terms) };
  const price = seen?.price ?? ("0" as Price);
  return {
    kind: "doubted",
    suspect: { asset, price, doubt: kind, since, seenAt: now, source, ...steady },
    doubt: {
      about: "price",
      asset,
      doubt: kind,
      seen: seen?.price ?? null,
      believed: memory.confirmed?.price ?? null,
      source,
      since,
      askAgainAt: needsOwner ? null : now + CONFIRM_AFTER_MS,
      needsOwner,
    },
  };
}
