/** Candles as exchanges and those who gather them publish them. */
import { BTC, lines, type PriceForm } from "./form";

const ASSET = { asset: "BTC", quote: "USDT" } as const;
const OCHL = "time,open,close,high,low,volume";
const COHL = "time,close,open,high,low,volume";

export const EXCHANGES: readonly PriceForm[] = [
  {
    name: "Binance klines without heading, milliseconds",
    given: ASSET,
    file: lines(
      "1706572800000,43300.00,43838.00,42683.00,42946.00,45230.1,1706659199999,1955000000.1,1800000,22000.1,950000000.1,0",
      "1706659200000,42946.00,43745.00,42276.00,42580.00,43387.3,1706745599999,1866000000.2,1700000,21000.2,900000000.2,0",
      "1706745600000,42580.00,43263.00,41884.00,43082.00,36922.8,1706831999999,1572000000.3,1500000,18000.3,770000000.3,0",
    ),
    reads: BTC("USDT"),
  },
  {
    name: "Binance klines without heading, microseconds (spot since 2025)",
    given: ASSET,
    file: lines(
      "1706572800000000,43300.0,43838.0,42683.0,42946.0,45230.1,1706659199999999,1955000000.1,1800000,22000.1,950000000.1,0",
      "1706659200000000,42946.0,43745.0,42276.0,42580.0,43387.3,1706745599999999,1866000000.2,1700000,21000.2,900000000.2,0",
      "1706745600000000,42580.0,43263.0,41884.0,43082.0,36922.8,1706831999999999,1572000000.3,1500000,18000.3,770000000.3,0",
    ),
    reads: BTC("USDT"),
  },
  {
    name: "Binance futures of data.binance.vision, with heading",
    given: ASSET,
    file: lines(
      "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore",
      "1706572800000,43300,43838,42683,42946,345230.1,1706659199999,15000000,1800000,170000,7000000,0",
      "1706745600000,42580,43263,41884,43082,336922.8,1706831999999,14000000,1500000,160000,6900000,0",
    ),
    reads: BTC("USDT"),
  },
  {
    name: "Kraken OHLCVT without heading, seconds",
    given: ASSET,
    file: lines(
      "1706572800,43300.1,43838.0,42683.0,42946.0,2230.12,41023",
      "1706659200,42946.0,43745.0,42276.0,42580.0,2387.30,40021",
      "1706745600,42580.0,43263.0,41884.0,43082.0,1922.81,39011",
    ),
    reads: BTC("USDT"),
  },
  {
    name: "Bitfinex candles: open, close, high, low",
    given: ASSET,
    file: lines(
      "1706572800000,43300,42946,43838,42683,1230.5",
      "1706659200000,42946,42580,43745,42276,1387.3",
      "1706745600000,42580,43082,43263,41884,922.8",
    ),
    asks: { about: "columns", offers: [OCHL, COHL], answer: OCHL },
    reads: BTC("USDT"),
  },
  {
    name: "KuCoin candles: open, close, high, low, volume, turnover, newest first",
    given: ASSET,
    file: lines(
      "1706745600,42580,43082,43263,41884,922.8,39700000",
      "1706659200,42946,42580,43745,42276,1387.3,59600000",
      "1706572800,43300,42946,43838,42683,1230.5,53000000",
    ),
    asks: { about: "columns", offers: [`${OCHL},-`, `${COHL},-`], answer: `${OCHL},-` },
    repairs: { order: "sort" },
    reads: BTC("USDT"),
  },
  {
    name: "Gate.io candles: volume, close, high, low, open",
    given: ASSET,
    file: lines(
      "1706572800,53000000,42946,43838,42683,43300",
      "1706659200,59600000,42580,43745,42276,42946",
      "1706745600,39700000,43082,43263,41884,42580",
    ),
    asks: {
      about: "columns",
      offers: ["time,volume,close,high,low,open"],
      answer: "time,volume,close,high,low,open",
    },
    reads: BTC("USDT"),
  },
  {
    name: "Coinbase candles: low, high, open, close",
    given: { asset: "BTC", quote: "USD" },
    file: lines(
      "1706572800,42683,43838,43300,42946,1230.5",
      "1706659200,42276,43745,42946,42580,1387.3",
      "1706745600,41884,43263,42580,43082,922.8",
    ),
    asks: {
      about: "columns",
      offers: ["time,low,high,open,close,volume"],
      answer: "time,low,high,open,close,volume",
    },
    reads: BTC("USD"),
  },
  {
    name: "Huobi candles: open, close, low, high",
    given: ASSET,
    file: lines(
      "1706572800,43300,42946,42683,43838,1230.5,53000000,41023",
      "1706659200,42946,42580,42276,43745,1387.3,59600000,40021",
      "1706745600,42580,43082,41884,43263,922.8,39700000,39011",
    ),
    asks: {
      about: "columns",
      offers: ["time,open,close,low,high,volume,-,-"],
      answer: "time,open,close,low,high,volume,-,-",
    },
    reads: BTC("USDT"),
  },
  {
    name: "Poloniex before 2022, without heading: high, low, open, close",
    given: ASSET,
    file: lines(
      "1706572800,43838,42683,43300,42946,53000000",
      "1706659200,43745,42276,42946,42580,59600000",
      "1706745600,43263,41884,42580,43082,39700000",
    ),
    asks: {
      about: "columns",
      offers: ["time,high,low,open,close,volume"],
      answer: "time,high,low,open,close,volume",
    },
    reads: BTC("USDT"),
  },
  {
    name: "columns of several assets without heading are no candle",
    file: lines(
      "2024-01-30,0.52,42946,0.08,2343",
      "2024-01-31,0.50,42580,0.07,2283",
      "2024-02-01,0.51,43082,0.07,2304",
    ),
    given: { columns: "time,ADA,BTC,DOGE,ETH" },
    reads: "ADA BTC DOGE ETH in USDT | 2024-01-30 0.52 42946 0.08 2343 | 2024-02-01 0.51 43082 0.07 2304",
  },
  {
    name: "candles without heading, the market first",
    file: lines(
      "BTCUSDT,2024-01-30,43300,43838,42683,42946,1230.5",
      "BTCUSDT,2024-01-31,42946,43745,42276,42580,1387.3",
      "BTCUSDT,2024-02-01,42580,43263,41884,43082,922.8",
    ),
    reads: BTC("USDT"),
  },
  {
    name: "candles without heading, the hour apart, in Bitfinex' order",
    given: ASSET,
    file: lines(
      "2024.01.30,00:00,43300,42946,43838,42683,1230.5",
      "2024.01.31,00:00,42946,42580,43745,42276,1387.3",
      "2024.02.01,00:00,42580,43082,43263,41884,922.8",
    ),
    asks: {
      about: "columns",
      offers: ["time,clock,open,close,high,low,volume", "time,clock,close,open,high,low,volume"],
      answer: "time,clock,open,close,high,low,volume",
    },
    reads: BTC("USDT"),
  },
  {
    name: "candles without heading whose open and close are the wrong way round: asked",
    given: ASSET,
    file: lines(
      "1706572800,42946,43838,42683,43300,1230.5",
      "1706659200,42580,43745,42276,42946,1387.3",
      "1706745600,43082,43263,41884,42580,922.8",
    ),
    asks: {
      about: "columns",
      offers: ["time,close,high,low,open,volume", "time,open,high,low,close,volume"],
      answer: "time,close,high,low,open,volume",
    },
    reads: BTC("USDT"),
  },
  {
    name: "Bybit klines with heading",
    given: ASSET,
    file: lines(
      "symbol,interval,open_time,open,high,low,close,volume,turnover",
      "BTCUSDT,D,1706572800,43300,43838,42683,42946,45230.1,1955000000",
      "BTCUSDT,D,1706745600,42580,43263,41884,43082,36922.8,1572000000",
    ),
    reads: BTC("USDT"),
  },
  {
    name: "OKX candles with heading, newest first",
    file: lines(
      "instrument_name,open,high,low,close,vol,vol_ccy,vol_quote,open_time,confirm",
      "BTC-USDT,42580,43263,41884,43082,922.8,922.8,39700000,1706745600000,1",
      "BTC-USDT,42946,43745,42276,42580,1387.3,1387.3,59600000,1706659200000,1",
      "BTC-USDT,43300,43838,42683,42946,1230.5,1230.5,53000000,1706572800000,1",
    ),
    given: ASSET,
    repairs: { order: "sort" },
    reads: BTC("USDT"),
  },
  {
    name: "Bitstamp candles with heading",
    given: { asset: "BTC", quote: "USD" },
    file: lines(
      "timestamp,open,high,low,close,volume",
      "1706572800,43300,43838,42683,42946,1230.50000000",
      "1706745600,42580,43263,41884,43082,922.80000000",
    ),
    reads: BTC("USD"),
  },
  {
    name: "Kaggle's Bitstamp minutes, with minutes nobody traded in",
    given: { asset: "BTC", quote: "USD" },
    file: lines(
      "Timestamp,Open,High,Low,Close,Volume_(BTC),Volume_(Currency),Weighted_Price",
      "1325317920,4.39,4.39,4.39,4.39,0.45558087,2.0000000193,4.39",
      "1325317980,NaN,NaN,NaN,NaN,NaN,NaN,NaN",
      "1325318040,4.40,4.40,4.40,4.40,0.1,0.44,4.40",
    ),
    repairs: { holes: "drop-row" },
    reads: "BTC in USD | 2011-12-31 07:52 4.39 | 2011-12-31 07:54 4.4",
  },
  {
    name: "CryptoDataDownload, Binance: address above, milliseconds, newest first, pair in one word",
    file: lines(
      "https://www.CryptoDataDownload.com",
      "Unix,Date,Symbol,Open,High,Low,Close,Volume BTC,Volume USDT,tradecount",
      "1706745600000,2024-02-01,BTCUSDT,42580,43263,41884,43082,36922.8,1572000000,1500000",
      "1706659200000,2024-01-31,BTCUSDT,42946,43745,42276,42580,43387.3,1866000000,1700000",
      "1706572800000,2024-01-30,BTCUSDT,43300,43838,42683,42946,45230.1,1955000000,1800000",
    ),
    repairs: { order: "sort" },
    reads: BTC("USDT"),
  },
  {
    name: "CryptoDataDownload, hours with half days: 2018-07-12 11-AM",
    file: lines(
      "https://www.CryptoDataDownload.com",
      "Date,Symbol,Open,High,Low,Close,Volume BTC,Volume USD",
      "2018-07-12 12-PM,BTCUSD,6130,6150,6120,6140,10,61400",
      "2018-07-12 11-AM,BTCUSD,6120,6140,6110,6130,12,73560",
    ),
    repairs: { order: "sort" },
    reads: "BTC in USD | 2018-07-12 11:00 6130 | 2018-07-12 12:00 6140",
  },
  {
    name: "CryptoDataDownload, seconds and then milliseconds in one file",
    file: lines(
      "unix,date,symbol,open,high,low,close,Volume ETH,Volume USD",
      "1706572800,2024-01-30 00:00:00,ETH/USD,2317,2392,2297,2343,1200,2811600",
      "1706659200000.0,2024-01-31 00:00:00,ETH/USD,2343,2351,2263,2283,1300,2967900",
    ),
    reads: "ETH in USD | 2024-01-30 2343 | 2024-01-31 2283",
  },
  {
    name: "CryptoDataDownload, opened and saved in Excel: the epoch is rounded, the date is not",
    file: lines(
      "Unix,Date,Symbol,Open,High,Low,Close,Volume BTC",
      "1.70657E+12,2024-01-30 00:00:00,BTC/USDT,43300,43838,42683,42946,1230.5",
      "1.70675E+12,2024-02-01 00:00:00,BTC/USDT,42580,43263,41884,43082,922.8",
    ),
    reads: BTC("USDT"),
  },
  {
    name: "Gemini: Unix Timestamp beside the date, pair in one word",
    file: lines(
      "Unix Timestamp,Date,Symbol,Open,High,Low,Close,Volume",
      "1706572800000,2024-01-30 00:00:00,BTCUSD,43300,43838,42683,42946,1230.5",
      "1706745600000,2024-02-01 00:00:00,BTCUSD,42580,43263,41884,43082,922.8",
    ),
    reads: BTC("USD"),
  },
];
