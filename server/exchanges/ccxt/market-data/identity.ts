/**
 * What an exchange's code stands for (pure). Balances that earn or are staked come under codes of their own ("LDBTC" at
 * Binance, "XBT.F" at Kraken): they count as their underlying, under the exchange's code, and are never free. Binance's
 * prefix is no proof (LDO is a coin): the rest must be listed and the code itself must not be.
 */
import type { AssetId, Balance, Market } from "@/lib/engine/model";
import { add, type Quantity } from "@/lib/money";

export interface NamedAsset {
  asset: AssetId;
  /** Present where `asset` is the underlying of what is really held. */
  venueCode?: string;
}

type IsListed = (code: string) => boolean;

/** Coins whose code begins like an earning one; kept when a delisting takes them off the list. */
const COINS_WITH_LD = new Set(["LDO"]);

/** A number at the end names the staking period ("DOT28") or the contract ("SHIB2"), unless a coin is called so. */
function underlyingOf(stem: string, isListed: IsListed): string | null {
  if (isListed(stem)) return stem;
  const bare = stem.replace(/\d{1,2}$/, "");
  return bare !== stem && isListed(bare) ? bare : null;
}

function nameAtBinance(code: string, isListed: IsListed): NamedAsset {
  if (!code.startsWith("LD") || isListed(code) || COINS_WITH_LD.has(code)) return { asset: code };
  const asset = underlyingOf(code.slice(2), isListed);
  return asset === null ? { asset: code } : { asset, venueCode: code };
}

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

function nameAtKraken(code: string, isListed: IsListed): NamedAsset | null {
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
