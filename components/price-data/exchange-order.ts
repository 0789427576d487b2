/** The exchanges most people use in front, the rest by name. */
const USUAL = ["binance", "kraken", "coinbase", "bybit", "okx", "bitstamp", "kucoin", "bitget", "gate", "bitfinex"];

export function sortByUse<T extends { id: string; name: string }>(exchanges: readonly T[]): readonly T[] {
  const rank = ({ id }: T) => (USUAL.includes(id) ? USUAL.indexOf(id) : USUAL.length);
  return exchanges.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}
