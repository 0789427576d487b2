/** How exchanges call their markets. */
import { BTC, lines, type PriceForm } from "./form";

export const SYMBOLS: readonly PriceForm[] = [
  {
    name: "Kraken's own names: XXBTZUSD",
    file: lines("time,pair,close", "1706572800,XXBTZUSD,42946", "1706745600,XXBTZUSD,43082"),
    reads: BTC("USD"),
  },
  {
    name: "BitMEX: XBTUSD",
    file: lines(
      "timestamp,symbol,open,high,low,close,trades,volume,vwap",
      "2024-01-30T00:00:00.000Z,XBTUSD,43300,43838,42683,42946,100,5000,43000",
      "2024-02-01T00:00:00.000Z,XBTUSD,42580,43263,41884,43082,100,5000,42500",
    ),
    reads: BTC("USD"),
  },
  {
    name: "Bitfinex's own names: tBTCUSD",
    file: lines("time,symbol,close", "1706572800000,tBTCUSD,42946", "1706745600000,tBTCUSD,43082"),
    reads: BTC("USD"),
  },
  {
    name: "Poloniex' own names: USDT_BTC",
    file: lines("date,market_pair,close", "1706572800,USDT_BTC,42946", "1706745600,USDT_BTC,43082"),
    given: { columns: "time,symbol,close" },
    reads: BTC("USDT"),
  },
  {
    name: "OKX swaps: BTC-USDT-SWAP",
    file: lines("ts,instId,c", "1706572800000,BTC-USDT-SWAP,42946", "1706745600000,BTC-USDT-SWAP,43082"),
    reads: BTC("USDT"),
  },
  {
    name: "ccxt: BTC/USDT:USDT",
    file: lines("timestamp,symbol,close", "1706572800000,BTC/USDT:USDT,42946", "1706745600000,BTC/USDT:USDT,43082"),
    reads: BTC("USDT"),
  },
  {
    name: "Deribit: BTC-PERPETUAL",
    given: { quote: "USD" },
    file: lines("timestamp,instrument,close", "1706572800000,BTC-PERPETUAL,42946", "1706745600000,BTC-PERPETUAL,43082"),
    reads: BTC("USD"),
  },
  {
    name: "dYdX: ISO start with Z, many columns",
    file: lines(
      "startedAt,ticker,resolution,low,high,open,close,baseTokenVolume,usdVolume,trades",
      "2024-01-30T00:00:00.000Z,BTC-USD,1DAY,42683,43838,43300,42946,100,4000000,3000",
      "2024-02-01T00:00:00.000Z,BTC-USD,1DAY,41884,43263,42580,43082,100,4000000,3000",
    ),
    given: { columns: "time,symbol,-,low,high,open,close" },
    reads: BTC("USD"),
  },
];
