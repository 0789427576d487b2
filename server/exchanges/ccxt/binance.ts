/**
 * What is Binance's alone: its error codes, what it answers about a key, and the codes of balances that earn.
 * The prefix of those is no proof (LDO is a coin): the rest must be listed and the code itself must not be.
 */
import { type Query, queryEndpoint, readEnd, readReported, readSwitch } from "./errors/read-permissions";
import type { Verdict } from "./errors/verdict";
import { type IsListed, type NamedAsset, underlyingOf } from "./market-data/named-asset";

/** Binance's codes (also binance.us). Ranges first match wins; texts separate what one code mixes. */
export function judgeBinanceCode(code: number, text: string): Verdict | null {
  if (code === -1021) return "clock-skew";
  if (code === -1022 || code === -1002 || code === -2014 || code === -2015 || code === -2008) return "authentication";
  if (code === -1003 || code === -1015) return "rate-limited";
  if (code === -1121) return "market-closed";
  if (code === -1013) return /market is closed/i.test(text) ? "market-closed" : "rejected";
  if (code <= -1100 && code >= -1131) return "rejected";
  if (code === -2010) {
    if (/duplicate/i.test(text)) return "duplicate";
    return /insufficient balance/i.test(text) ? "insufficient-funds" : "rejected";
  }
  if (code === -2011 || code === -2013) return "not-found";
  if (code === -1000 || code === -1001 || code === -1006 || code === -1007 || code === -1008 || code === 1)
    return "unknown-outcome";
  return null;
}

export const queryBinance: Query = async (exchange) => {
  const answer = await queryEndpoint(exchange, "sapiGetAccountApiRestrictions");
  return {
    canRead: readSwitch(answer, "enableReading"),
    canTrade: readSwitch(answer, "enableSpotAndMarginTrading"),
    canWithdraw: readSwitch(answer, "enableWithdrawals"),
    canTransfer: readSwitch(answer, "enableInternalTransfer") || readSwitch(answer, "permitsUniversalTransfer"),
    canMargin: readReported(answer, ["enableMargin", "enablePortfolioMarginTrading"]),
    canFutures: readReported(answer, ["enableFutures", "enableVanillaOptions"]),
    tradingEndsAt: readEnd(answer.tradingAuthorityExpirationTime, 1),
  };
};

/** Coins whose code begins like an earning one; kept when a delisting takes them off the list. */
const COINS_WITH_LD = new Set(["LDO"]);

export function nameAtBinance(code: string, isListed: IsListed): NamedAsset {
  if (!code.startsWith("LD") || isListed(code) || COINS_WITH_LD.has(code)) return { asset: code };
  const asset = underlyingOf(code.slice(2), isListed);
  return asset === null ? { asset: code } : { asset, venueCode: code };
}
