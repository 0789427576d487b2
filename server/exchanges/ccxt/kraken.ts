/**
 * What is Kraken's alone: its error texts, what it answers about a key, its names of assets, and the deadline of an order
 * (its nonce is a counter, so that the time of a request says nothing).
 */

import { VenueError } from "../venue";
import { firstOf, listOf, type Query, queryEndpoint, readEnd } from "./errors/read-permissions";
import type { Verdict } from "./errors/verdict";
import { type IsListed, type NamedAsset, underlyingOf } from "./market-data/named-asset";

/**
 * Kraken answers errors as text with status 200, and ccxt knows half of them. What its documentation calls a refusal
 * of the order is one; what its services say of themselves ("EService:...") stays unknown.
 */
export function judgeKrakenMessage(text: string): Verdict | null {
  if (/E(API|Order):Rate limit exceeded|EGeneral:(Temporary lockout|Too many requests)/.test(text))
    return "rate-limited";
  if (/EAPI:Invalid (key|signature)/.test(text)) return "authentication";
  if (/EOrder:Unknown order/.test(text)) return "not-found";
  if (/EQuery:(Unknown|Invalid) asset pair/.test(text)) return "market-closed";
  if (/EOrder:Insufficient funds/.test(text)) return "insufficient-funds";
  // A person may not trade this asset where they live: the key is in order.
  if (/EOrder:|EAccount:Invalid permissions/.test(text)) return "rejected";
  return null;
}

/** Any key may query this of itself. A right that is not on the list is not granted. */
export const queryKraken: Query = async (exchange) => {
  const key = firstOf((await queryEndpoint(exchange, "privatePostGetApiKeyInfo")).result);
  const granted = listOf(key.permissions);
  if (granted.length === 0) throw new VenueError("bad-answer", "The exchange did not say what this key may do.");
  const has = (name: string) => granted.includes(name);
  return {
    canRead: has("query-funds"),
    canTrade: has("modify-trades"),
    canWithdraw: has("withdraw-funds"),
    // Kraken has no right of its own for it.
    canTransfer: null,
    canMargin: null,
    canFutures: null,
    tradingEndsAt: readEnd(key.validUntil ?? key.valid_until, 1_000),
  };
};

/** Kraken refuses an order that arrives later. */
export const deadlineParams = (validUntil: number) => ({ deadline: new Date(validUntil).toISOString() });

/** Kraken's own names, as far as they differ from everybody's. */
const KRAKEN_NAMES: Readonly<Record<string, string>> = { XBT: "BTC", XDG: "DOGE", ETH2: "ETH" };
const KRAKEN_VARIANT = /^(.+)\.(?:S|M|B|F|P|HOLD)$/;

/** "XXBT" and "ZUSD": one letter before the old codes says coin or money. */
function plainAtKraken(code: string, isListed: IsListed): string {
  if (isListed(code)) return code;
  const bare = /^[XZ][A-Z]{3}$/.test(code) ? code.slice(1) : code;
  const name = KRAKEN_NAMES[bare] ?? bare;
  return isListed(name) ? name : code;
}

export function nameAtKraken(code: string, isListed: IsListed): NamedAsset | null {
  // Fee credits at a cent apiece: no asset, they can only pay fees.
  if (code === "KFEE" || code === "FEE") return null;
  const stem = KRAKEN_VARIANT.exec(code)?.[1];
  if (stem === undefined) {
    const asset = plainAtKraken(code, isListed);
    return code === "ETH2" && asset !== code ? { asset, venueCode: code } : { asset };
  }
  const plain = plainAtKraken(stem, isListed);
  return { asset: underlyingOf(plain, isListed) ?? plain, venueCode: code };
}
