const CODE = /^[a-z0-9]{2,6}([-/][a-z]{3,5})?$/i;
const OTHER = /^(price|close|data|ohlc|candle|kline|binance|kraken|bybit|okx|file|test)/i;

/** "btc.csv" and "ETH-USD_1h.csv" say whose prices they hold, "closes.csv" does not. */
export function assetInName(name: string): string {
  const stem = name.replace(/\.[^.]*$/, "").split(/[_\s.]/)[0] ?? "";
  return CODE.test(stem) && !OTHER.test(stem) ? stem.toUpperCase() : "";
}
