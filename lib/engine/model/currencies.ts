/**
 * Which assets stand for money, said once: what stays at a currency's worth, and what other assets are usually traded
 * against. Whoever prices, plans or lists assets reads it here.
 */
import type { AssetId } from "./asset";

/** The dollar and what is redeemed for one, the deepest markets first. */
export const DOLLARS: readonly AssetId[] = ["USD", "USDT", "USDC", "FDUSD", "TUSD", "DAI", "PYUSD"];

/** What an asset promises to be worth one of. */
export const PEGS: ReadonlyMap<AssetId, AssetId> = new Map([
  ...DOLLARS.slice(1).map((asset) => [asset, "USD"] as const),
  ["USDE", "USD"],
  ["EURC", "EUR"],
]);

/** Over these a price is found where no market joins an asset and the base currency: the most liquid first. */
export const BRIDGES: readonly AssetId[] = ["USDT", "USDC", "USD", "EUR", "BTC", "ETH"];

const FIAT: readonly AssetId[] = ["USD", "EUR", "GBP", "CHF", "JPY"];

/** Money, or pegged to some. */
export const isMoney = (asset: AssetId): boolean => FIAT.includes(asset) || PEGS.has(asset);
