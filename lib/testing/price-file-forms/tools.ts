/** What programs write: data frames, databases, trading terminals. */
import { BTC, lines, type PriceForm } from "./form";

const USD = { asset: "BTC", quote: "USD" } as const;

export const TOOLS: readonly PriceForm[] = [
  {
    name: "pandas: an index of days without a name",
    given: USD,
    file: lines(",close", "2024-01-30,42946.0", "2024-02-01,43082.0"),
    reads: BTC("USD"),
  },
  {
    name: "pandas: an index of numbers without a name",
    given: USD,
    file: lines(
      ",date,open,high,low,close",
      "0,2024-01-30,43300,43838,42683,42946",
      "1,2024-02-01,42580,43263,41884,43082",
    ),
    reads: BTC("USD"),
  },
  {
    name: "pandas, read and written again: Unnamed: 0",
    given: USD,
    file: lines("Unnamed: 0,date,close", "0,2024-01-30,42946", "1,2024-02-01,43082"),
    reads: BTC("USD"),
  },
  {
    name: "pandas, wide, with Unnamed: 0",
    given: { quote: "USD" },
    file: lines("Unnamed: 0,date,BTC,ETH", "0,2024-01-30,42946,2343", "1,2024-02-01,43082,2304"),
    reads: "BTC ETH in USD | 2024-01-30 42946 2343 | 2024-02-01 43082 2304",
  },
  {
    name: "pandas: instants with a zone",
    given: USD,
    file: lines("timestamp,close", "2024-01-30 00:00:00+00:00,42946", "2024-02-01 00:00:00+00:00,43082"),
    reads: BTC("USD"),
  },
  {
    name: "pandas: a heading of tuples",
    file: lines(
      "Date,\"('BTC', 'Close')\",\"('BTC', 'Volume')\",\"('ETH', 'Close')\"",
      "2024-01-30,42946,1230.5,2343",
      "2024-02-01,43082,922.8,2304",
    ),
    given: { quote: "USD" },
    reads: "BTC ETH in USD | 2024-01-30 42946 2343 | 2024-02-01 43082 2304",
  },
  {
    name: "pandas: a heading of two lines",
    file: lines(
      ",BTC,BTC,ETH,ETH",
      "Date,Open,Close,Open,Close",
      "2024-01-30,43300,42946,2317,2343",
      "2024-02-01,42580,43082,2283,2304",
    ),
    given: { quote: "USD" },
    reads: "BTC ETH in USD | 2024-01-30 42946 2343 | 2024-02-01 43082 2304",
  },
  {
    name: "pandas with to_csv(quoting=QUOTE_ALL)",
    given: USD,
    file: lines('"","date","close"', '"0","2024-01-30","42946.0"', '"1","2024-02-01","43082.0"'),
    reads: BTC("USD"),
  },
  {
    name: "polars: microseconds without a zone",
    given: USD,
    file: lines("timestamp,close", "2024-01-30T00:00:00.000000,42946.0", "2024-02-01T00:00:00.000000,43082.0"),
    reads: BTC("USD"),
  },
  {
    name: "polars and pandas: nanoseconds since 1970",
    given: USD,
    file: lines("timestamp,close", "1706572800000000000,42946.0", "1706745600000000000,43082.0"),
    reads: BTC("USD"),
  },
  {
    name: "R: row numbers in quotes",
    given: USD,
    file: lines('"","Date","Close"', '"1","2024-01-30",42946', '"2","2024-02-01",43082'),
    reads: BTC("USD"),
  },
  {
    name: "R, write.csv2: semicolons and decimal commas, NA",
    given: USD,
    file: lines('"";"Date";"Close"', '"1";2024-01-30;42946,0', '"2";2024-01-31;NA', '"3";2024-02-01;43082,0'),
    repairs: { holes: "drop-row" },
    reads: BTC("USD"),
  },
  {
    name: "quantmod: BTC-USD.Open … BTC-USD.Close",
    file: lines(
      "Index,BTC-USD.Open,BTC-USD.High,BTC-USD.Low,BTC-USD.Close,BTC-USD.Volume,BTC-USD.Adjusted",
      "2024-01-30,43300,43838,42683,42946,23842814518,41000",
      "2024-02-01,42580,43263,41884,43082,21423953779,41100",
    ),
    reads: BTC("USD"),
  },
  {
    name: "wide with the figure in each name: BTC_close",
    given: { quote: "USD" },
    file: lines(
      "date,BTC_open,BTC_close,BTC_volume,ETH_open,ETH_close,ETH_volume",
      "2024-01-30,43300,42946,1230,2317,2343,900",
      "2024-02-01,42580,43082,922,2283,2304,800",
    ),
    reads: "BTC ETH in USD | 2024-01-30 42946 2343 | 2024-02-01 43082 2304",
  },
  {
    name: "wide with the figure before each name: close_BTC",
    given: { quote: "USD" },
    file: lines("date,close_BTC,close_ETH", "2024-01-30,42946,2343", "2024-02-01,43082,2304"),
    reads: "BTC ETH in USD | 2024-01-30 42946 2343 | 2024-02-01 43082 2304",
  },
  {
    name: "wide: BTC/USDT",
    file: lines("date,BTC/USDT,ETH/USDT", "2024-01-30,42946,2343", "2024-02-01,43082,2304"),
    reads: "BTC ETH in USDT | 2024-01-30 42946 2343 | 2024-02-01 43082 2304",
  },
  {
    name: "wide: BTCUSDT",
    file: lines("date,BTCUSDT,ETHUSDT", "2024-01-30,42946,2343", "2024-02-01,43082,2304"),
    reads: "BTC ETH in USDT | 2024-01-30 42946 2343 | 2024-02-01 43082 2304",
  },
  {
    name: "wide: BTC-USD",
    file: lines("date,BTC-USD,ETH-USD", "2024-01-30,42946,2343", "2024-02-01,43082,2304"),
    reads: "BTC ETH in USD | 2024-01-30 42946 2343 | 2024-02-01 43082 2304",
  },
  {
    name: "wide: BINANCE:BTCUSDT",
    file: lines("time,BINANCE:BTCUSDT,BINANCE:ETHUSDT", "1706572800,42946,2343", "1706745600,43082,2304"),
    reads: "BTC ETH in USDT | 2024-01-30 42946 2343 | 2024-02-01 43082 2304",
  },
  {
    name: "wide: coins that end as a quote does stay whole",
    file: lines("date,WBTC,STETH,BNBUSD", "2024-01-30,42946,2343,310", "2024-02-01,43082,2304,301"),
    given: { quote: "USD" },
    reads: "WBTC STETH BNB in USD | 2024-01-30 42946 2343 310 | 2024-02-01 43082 2304 301",
  },
  {
    name: "wide: two quotes in one file",
    file: lines("date,BTC/USDT,ETH/BTC", "2024-01-30,42946,0.0545", "2024-02-01,43082,0.0535"),
    asks: { about: "columns", offers: ["time,BTC/USDT,-", "time,-,ETH/BTC"], answer: "time,BTC/USDT,-" },
    reads: BTC("USDT"),
  },
  {
    name: "wide: one asset in two columns",
    file: lines("date,BTC-USD,BTC", "2024-01-30,42946,42947", "2024-02-01,43082,43083"),
    asks: { about: "columns", offers: ["time,-,BTC", "time,BTC/USD,-"], answer: "time,BTC/USD,-" },
    reads: BTC("USD"),
  },
  {
    name: "long: several symbols, one below the other",
    file: lines(
      "date,symbol,close",
      "2024-01-30,BTCUSDT,42946",
      "2024-02-01,BTCUSDT,43082",
      "2024-01-30,ETHUSDT,2343",
      "2024-02-01,ETHUSDT,2304",
    ),
    reads: "BTC ETH in USDT | 2024-01-30 42946 2343 | 2024-02-01 43082 2304",
  },
  {
    name: "long: one of several symbols is asked for",
    given: { asset: "ETH" },
    file: lines(
      "date,symbol,close",
      "2024-01-30,BTCUSDT,42946",
      "2024-01-30,ETHUSDT,2343",
      "2024-02-01,BTCUSDT,43082",
      "2024-02-01,ETHUSDT,2304",
    ),
    reads: "ETH in USDT | 2024-01-30 2343 | 2024-02-01 2304",
  },
  {
    name: "MetaTrader 5: tabs, names in brackets, the day and the hour apart",
    given: USD,
    file: lines(
      "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>",
      "2024.01.30\t00:00:00\t43300.10\t43838.20\t42683.30\t42946.00\t1230\t0\t10",
      "2024.02.01\t00:00:00\t42580.10\t43263.20\t41884.30\t43082.00\t922\t0\t10",
    ),
    reads: BTC("USD"),
  },
  {
    name: "MetaTrader 5 by day: no hour",
    given: USD,
    file: lines(
      "<DATE>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>",
      "2024.01.30\t43300.10\t43838.20\t42683.30\t42946.00\t1230\t0\t10",
      "2024.02.01\t42580.10\t43263.20\t41884.30\t43082.00\t922\t0\t10",
    ),
    reads: BTC("USD"),
  },
  {
    name: "MetaTrader 4: no heading, the day and the hour apart",
    given: USD,
    file: lines(
      "2024.01.30,00:00,43300.1,43838.2,42683.3,42946.0,1230",
      "2024.01.31,00:00,42946.0,43745.2,42276.3,42580.0,1387",
      "2024.02.01,00:00,42580.0,43263.2,41884.3,43082.0,922",
    ),
    reads: BTC("USD"),
  },
  {
    name: "HistData: no heading, semicolons, the hour behind a blank",
    given: USD,
    file: lines(
      "20240130 000000;43300.10;43838.20;42683.30;42946.00;0",
      "20240131 000000;42946.00;43745.20;42276.30;42580.00;0",
      "20240201 000000;42580.00;43263.20;41884.30;43082.00;0",
    ),
    reads: BTC("USD"),
  },
  {
    name: "Dukascopy: Gmt time, 30.01.2024 00:00:00.000",
    given: USD,
    file: lines(
      "Gmt time,Open,High,Low,Close,Volume",
      "30.01.2024 00:00:00.000,43300,43838,42683,42946,0.12",
      "01.02.2024 00:00:00.000,42580,43263,41884,43082,0.11",
    ),
    reads: BTC("USD"),
  },
  {
    name: "NinjaTrader and AmiBroker: 20240130,000000 with names",
    given: USD,
    file: lines(
      "Date,Time,Open,High,Low,Close",
      "20240130,000000,43300,43838,42683,42946",
      "20240201,000000,42580,43263,41884,43082",
    ),
    reads: BTC("USD"),
  },
  {
    name: "a database: strokes between the cells",
    given: USD,
    file: lines("ts|close", "2024-01-30 00:00:00|42946", "2024-02-01 00:00:00|43082"),
    reads: BTC("USD"),
  },
  {
    name: "SQL with fourteen digits: 20240130000000",
    given: USD,
    file: lines("ts,close", "20240130000000,42946", "20240201000000,43082"),
    reads: BTC("USD"),
  },
  {
    name: "twelve digits: 202401300000",
    given: USD,
    file: lines("ts,close", "202401300000,42946", "202402010000,43082"),
    reads: BTC("USD"),
  },
];
