import { expect, test } from "vitest";
import { readAsset } from "./symbol";

const shown = (text: string) => {
  const read = readAsset(text);
  return read === null ? null : `${read.asset}/${read.quote ?? ""}`;
};

test.each([
  ["BTC", "BTC/"],
  ["btc/usdt", "BTC/USDT"],
  ["BTC-USD", "BTC/USD"],
  ["BTC_USDT", "BTC/USDT"],
  ["USDT_BTC", "BTC/USDT"],
  ["BTCUSDT", "BTC/USDT"],
  ["1000SHIBUSDT", "1000SHIB/USDT"],
  ["TUSDT", "T/USDT"],
  ["BINANCE:BTCUSDT", "BTC/USDT"],
  ["BINANCE:BTCUSDT.P", "BTC/USDT"],
  ["BTC:USD", "BTC/USD"],
  ["BTC/USDT:USDT", "BTC/USDT"],
  ["BTC-USDT-SWAP", "BTC/USDT"],
  ["BTC-28JUN24", "BTC/"],
  ["XBTUSD", "BTC/USD"],
  ["XXBTZEUR", "BTC/EUR"],
  ["tBTCUSD", "BTC/USD"],
  ["BTC.V", "BTC/USD"],
  ["BTC=X", "BTC/"],
  // The quote is where it ends, and not where it could end as well.
  ["BNBUSD", "BNB/USD"],
  ["BATUSD", "BAT/USD"],
  ["USDTUSD", "USDT/USD"],
  ["BTCBUSD", "BTC/BUSD"],
  ["ETHBTC", "ETH/BTC"],
  // Coins that end as a quote does.
  ["WBTC", "WBTC/"],
  ["STETH", "STETH/"],
  ["WSTETH", "WSTETH/"],
  ["TUSD", "TUSD/"],
  ["PYUSD", "PYUSD/"],
  ["MARS", "MARS/"],
  // A quote nobody knows is part of the code.
  ["BTCXYZ", "BTCXYZ/"],
  ["market cap", null],
  ["", null],
])("%s is %s", (text, expected) => expect(shown(text)).toBe(expected));
