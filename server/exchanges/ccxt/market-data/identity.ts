/**
 * What an exchange's code stands for (pure). Balances that earn or are staked come under codes of their own ("LDBTC" at
 * Binance, "XBT.F" at Kraken): they count as their underlying, under the exchange's code, and are never free.
 */
import type { Balance, Market } from "@/lib/engine/model";
import { add, type Quantity } from "@/lib/money";
import { nameAtBinance } from "../binance";
import { nameAtKraken } from "../kraken";
import type { IsListed, NamedAsset } from "./named-asset";

/** The asset a code stands for; null for what is no asset at all. */
export function nameAsset(exchangeId: string, code: string, isListed: IsListed): NamedAsset | null {
  if (exchangeId === "binance") return nameAtBinance(code, isListed);
  if (exchangeId === "kraken") return nameAtKraken(code, isListed);
  return { asset: code };
}

/** Every code a market trades or is paid in, halted ones too. */
export function listedCodes(markets: readonly Pick<Market, "base" | "quote">[]): ReadonlySet<string> {
  return new Set(markets.flatMap(({ base, quote }) => [base, quote]));
}

/** Balances by what they are: one row an asset and code, what is free before what earns. */
export function nameBalances(
  exchangeId: string,
  balances: readonly Balance[],
  listed: ReadonlySet<string>,
  venueCodeOf: (code: string) => string = (code) => code,
): readonly Balance[] {
  const rows = new Map<string, Balance>();
  for (const { asset: code, total, free } of balances) {
    const named = nameAsset(exchangeId, code, (known) => listed.has(known));
    if (named === null) continue;
    const isEarning = named.venueCode !== undefined;
    const row: Balance = {
      asset: named.asset,
      total,
      free: isEarning ? ("0" as Quantity) : free,
      ...(isEarning ? { venueCode: venueCodeOf(code) } : {}),
    };
    const key = `${row.asset} ${row.venueCode ?? ""}`;
    const same = rows.get(key);
    rows.set(key, same ? { ...row, total: add(same.total, row.total), free: add(same.free, row.free) } : row);
  }
  return [...rows.values()].sort((one, other) => Number("venueCode" in one) - Number("venueCode" in other));
}
