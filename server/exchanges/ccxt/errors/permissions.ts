/**
 * What a key may do, as the exchanges that report it answer. A key that may move money out is refused by the caller.
 */

import type { Exchange } from "ccxt";
import type { KeyPermissions } from "@/lib/engine/model";
import { VenueError } from "../../venue";

export const UNREPORTED: KeyPermissions = { canRead: null, canTrade: null, canWithdraw: null, canTransfer: null };

type Query = (exchange: Exchange) => Promise<KeyPermissions>;

/** ccxt makes these methods from its list of endpoints; its types do not name them on the base class. */
async function queryEndpoint(exchange: Exchange, method: string): Promise<Record<string, unknown>> {
  const endpoint = (exchange as unknown as Record<string, unknown>)[method];
  if (typeof endpoint !== "function") throw new VenueError("unsupported", `There is no ${method} here.`);
  const answer: unknown = await endpoint.call(exchange, {});
  if (typeof answer !== "object" || answer === null || Array.isArray(answer))
    throw new VenueError("bad-answer", "The exchange did not say what this key may do.");
  return { ...answer };
}

/** A switch must be reported as true or false: anything else is no proof of "off". */
function readSwitch(answer: Record<string, unknown>, name: string): boolean {
  const value = answer[name];
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new VenueError("bad-answer", "The exchange did not say what this key may do.");
}

/** What is only shown to the owner: true when one of them is on, null when none is reported. */
function readReported(answer: Record<string, unknown>, names: readonly string[]): boolean | null {
  const reported = names.map((name) => answer[name]).filter((value) => value !== undefined && value !== null);
  return reported.length === 0 ? null : reported.some((value) => value === true || value === "true");
}

/** An instant in ms, or null for none: exchanges write 0, a date long ago, or nothing. */
function readEnd(value: unknown, msPerUnit: number): number | null {
  const at = typeof value === "string" && /[-:]/.test(value) ? Date.parse(value) : Number(value) * msPerUnit;
  return Number.isFinite(at) && at > FIRST_END ? at : null;
}

const FIRST_END = Date.UTC(2015, 0, 1);

const readBinance = (answer: Record<string, unknown>): KeyPermissions => ({
  canRead: readSwitch(answer, "enableReading"),
  canTrade: readSwitch(answer, "enableSpotAndMarginTrading"),
  canWithdraw: readSwitch(answer, "enableWithdrawals"),
  canTransfer: readSwitch(answer, "enableInternalTransfer") || readSwitch(answer, "permitsUniversalTransfer"),
  canMargin: readReported(answer, ["enableMargin", "enablePortfolioMarginTrading"]),
  canFutures: readReported(answer, ["enableFutures", "enableVanillaOptions"]),
  tradingEndsAt: readEnd(answer.tradingAuthorityExpirationTime, 1),
});

const listOf = (value: unknown): readonly string[] =>
  (typeof value === "string" ? value.split(",") : Array.isArray(value) ? value : [])
    .map((entry) => String(entry).trim().toLowerCase())
    .filter((entry) => entry !== "");

const firstOf = (value: unknown): Record<string, unknown> => {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === "object" && one !== null ? { ...one } : {};
};

/** One word for all that is traded there: in the plainest account mode ("1") it is spot alone. */
const queryOkx: Query = async (exchange) => {
  const account = firstOf((await queryEndpoint(exchange, "privateGetAccountConfig")).data);
  const granted = listOf(account.perm);
  if (granted.length === 0) return UNREPORTED;
  const has = (name: string) => granted.includes(name);
  const canMore = account.acctLv === undefined ? null : has("trade") && String(account.acctLv) !== "1";
  return {
    canRead: true,
    canTrade: has("trade"),
    canWithdraw: has("withdraw"),
    canTransfer: false,
    canMargin: canMore,
    canFutures: canMore,
  };
};

const queryBybit: Query = async (exchange) => {
  const result = firstOf((await queryEndpoint(exchange, "privateGetV5UserQueryApi")).result);
  const permissions = firstOf(result.permissions);
  const wallet = listOf(permissions.Wallet);
  const isReadOnly = String(result.readOnly) !== "0";
  return {
    canRead: true,
    canTrade: !isReadOnly && listOf(permissions.Spot).length > 0,
    canWithdraw: wallet.includes("withdraw"),
    canTransfer: wallet.includes("accounttransfer") || wallet.includes("submembertransfer"),
    canMargin: null,
    canFutures:
      !isReadOnly && ["ContractTrade", "Derivatives", "Options"].some((name) => listOf(permissions[name]).length > 0),
    tradingEndsAt: readEnd(result.expiredAt, 1),
  };
};

/** Any key may query this of itself. A right that is not on the list is not granted. */
const queryKraken: Query = async (exchange) => {
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

const QUERIES: Readonly<Record<string, Query>> = {
  binance: async (exchange) => readBinance(await queryEndpoint(exchange, "sapiGetAccountApiRestrictions")),
  okx: queryOkx,
  myokx: queryOkx,
  okxus: queryOkx,
  bybit: queryBybit,
  bybiteu: queryBybit,
  bybitid: queryBybit,
  kraken: queryKraken,
};

export const reportsPermissions = (exchangeId: string): boolean => Object.hasOwn(QUERIES, exchangeId);

export async function queryPermissions(exchangeId: string, exchange: Exchange): Promise<KeyPermissions> {
  return (await QUERIES[exchangeId]?.(exchange)) ?? UNREPORTED;
}
