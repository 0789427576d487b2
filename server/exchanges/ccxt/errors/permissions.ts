/** What a key may do, where the exchange reports it. A key that may move money out is refused by the caller. */
import type { Exchange } from "ccxt";
import type { KeyPermissions } from "@/lib/engine/model";
import { queryBinance } from "../binance";
import { queryKraken } from "../kraken";
import { firstOf, listOf, type Query, queryEndpoint, readEnd, UNREPORTED } from "./read-permissions";

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

const QUERIES: Readonly<Record<string, Query>> = {
  binance: queryBinance,
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
