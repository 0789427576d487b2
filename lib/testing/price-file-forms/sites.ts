/** What sites of market data and their terminals export. */
import { BTC, lines, type PriceForm } from "./form";

const USD = { asset: "BTC", quote: "USD" } as const;

export const SITES: readonly PriceForm[] = [
  {
    name: "Yahoo Finance: Adj Close, and a day of null",
    given: USD,
    file: lines(
      "Date,Open,High,Low,Close,Adj Close,Volume",
      "2024-01-30,43300,43838,42683,42946,41000,23842814518",
      "2024-01-31,null,null,null,null,null,null",
      "2024-02-01,42580,43263,41884,43082,41100,21423953779",
    ),
    repairs: { holes: "drop-row" },
    reads: BTC("USD"),
  },
  {
    name: "yfinance since 2024: three lines of heading",
    file: lines(
      "Price,Close,High,Low,Open,Volume",
      "Ticker,BTC-USD,BTC-USD,BTC-USD,BTC-USD,BTC-USD",
      "Date,,,,,",
      "2024-01-30,42946,43838,42683,43300,23842814518",
      "2024-02-01,43082,43263,41884,42580,21423953779",
    ),
    reads: BTC("USD"),
  },
  {
    name: "yfinance of several tickers: three lines of heading",
    file: lines(
      "Price,Adj Close,Adj Close,Close,Close,Volume,Volume",
      "Ticker,BTC-USD,ETH-USD,BTC-USD,ETH-USD,BTC-USD,ETH-USD",
      "Date,,,,,,",
      "2024-01-30,41000,2200,42946,2343,23842814518,100",
      "2024-02-01,41100,2250,43082,2304,21423953779,100",
    ),
    reads: "BTC ETH in USD | 2024-01-30 42946 2343 | 2024-02-01 43082 2304",
  },
  {
    name: "Investing.com: months in words, thousands by comma, newest first",
    given: USD,
    file: lines(
      '"Date","Price","Open","High","Low","Vol.","Change %"',
      '"Feb 01, 2024","43,082.0","42,580.0","43,263.0","41,884.0","51.96K","1.18%"',
      '"Jan 31, 2024","42,580.0","42,946.0","43,745.0","42,276.0","56.48K","-0.85%"',
      '"Jan 30, 2024","42,946.0","43,300.0","43,838.0","42,683.0","1.12M","-0.82%"',
    ),
    repairs: { order: "sort" },
    reads: BTC("USD"),
  },
  {
    name: "Investing.com since 2023: days as month/day/year",
    given: USD,
    file: lines(
      '\ufeff"Date","Price","Open","High","Low","Vol.","Change %"',
      '"01/30/2024","42,946.0","43,300.0","43,838.0","42,683.0","58.14K","-0.82%"',
      '"02/01/2024","43,082.0","42,580.0","43,263.0","41,884.0","51.96K","1.18%"',
    ),
    reads: BTC("USD"),
  },
  {
    name: "Investing.com in German: points for thousands, a decimal comma",
    given: USD,
    file: lines(
      '"Datum","Zuletzt","Eröffn.","Hoch","Tief","Vol.","+/- %"',
      '"30.01.2024","42.946,0","43.300,0","43.838,0","42.683,0","58,14K","-0,82%"',
      '"01.02.2024","43.082,0","42.580,0","43.263,0","41.884,0","51,96K","1,18%"',
    ),
    reads: BTC("USD"),
  },
  {
    name: "Investing.com in Spanish",
    given: USD,
    file: lines(
      '"Fecha","Último","Apertura","Máximo","Mínimo","Vol.","% var."',
      '"30.01.2024","42.946,0","43.300,0","43.838,0","42.683,0","58,14K","-0,82%"',
      '"01.02.2024","43.082,0","42.580,0","43.263,0","41.884,0","51,96K","1,18%"',
    ),
    reads: BTC("USD"),
  },
  {
    name: "Investing.com in French: blanks for thousands",
    given: USD,
    file: lines(
      '"Date","Dernier","Ouv."," Plus Haut","Plus Bas","Vol.","Variation %"',
      '"30/01/2024","42 946,0","43 300,0","43 838,0","42 683,0","58,14K","-0,82%"',
      '"01/02/2024","43 082,0","42 580,0","43 263,0","41 884,0","51,96K","1,18%"',
    ),
    reads: BTC("USD"),
  },
  {
    name: "Investing.com in Chinese",
    given: USD,
    file: lines(
      '"日期","收盘","开盘","高","低","交易量","涨跌幅"',
      '"2024年1月30日","42,946.0","43,300.0","43,838.0","42,683.0","58.14K","-0.82%"',
      '"2024年2月1日","43,082.0","42,580.0","43,263.0","41,884.0","51.96K","1.18%"',
    ),
    reads: BTC("USD"),
  },
  {
    name: "CoinMarketCap: semicolons, quoted instants, a name that is a number",
    given: USD,
    file: lines(
      "timeOpen;timeClose;timeHigh;timeLow;name;open;high;low;close;volume;marketCap;timestamp",
      '"2024-01-30T00:00:00.000Z";"2024-01-30T23:59:59.999Z";"2024-01-30T15:00:00.000Z";"2024-01-30T20:00:00.000Z";"2781";43300.12;43838.5;42683.9;42946.0;23842814518.1;842000000000.5;"2024-01-30T23:59:59.999Z"',
      '"2024-02-01T00:00:00.000Z";"2024-02-01T23:59:59.999Z";"2024-02-01T15:00:00.000Z";"2024-02-01T02:00:00.000Z";"2781";42580.12;43263.5;41884.9;43082.0;21423953779.2;845000000000.5;"2024-02-01T23:59:59.999Z"',
    ),
    reads: BTC("USD"),
  },
  {
    name: "CoinGecko: snapped_at",
    given: USD,
    file: lines(
      "snapped_at,price,market_cap,total_volume",
      "2024-01-30 00:00:00 UTC,42946.0,842345678901.12,23842814518.3",
      "2024-02-01 00:00:00 UTC,43082.0,845345678901.12,21423953779.9",
    ),
    reads: BTC("USD"),
  },
  {
    name: "CoinDesk: Closing Price (USD)",
    file: lines(
      "Currency,Date,Closing Price (USD),24h Open (USD),24h High (USD),24h Low (USD)",
      "BTC,2024-01-30,42946.0,43300.1,43838.2,42683.3",
      "BTC,2024-02-01,43082.0,42580.1,43263.2,41884.3",
    ),
    reads: BTC("USD"),
  },
  {
    name: "CoinMetrics: time,PriceUSD",
    given: { asset: "BTC" },
    file: lines("time,PriceUSD", "2024-01-30,42946", "2024-02-01,43082"),
    reads: BTC("USD"),
  },
  {
    name: "CryptoCompare: time, high, low, open, volumefrom, volumeto, close",
    given: USD,
    file: lines(
      "time,high,low,open,volumefrom,volumeto,close",
      "1706572800,43838,42683,43300,23000.1,990000000.1,42946",
      "1706745600,43263,41884,42580,21000.1,900000000.1,43082",
    ),
    reads: BTC("USD"),
  },
  {
    name: "Messari: timestamp in milliseconds",
    given: USD,
    file: lines(
      "timestamp,open,high,low,close,volume",
      "1706572800000,43300.5,43838,42683,42946,23842814518",
      "1706745600000,42580.5,43263,41884,43082,21423953779",
    ),
    reads: BTC("USD"),
  },
  {
    name: "Glassnode: timestamp,value",
    given: USD,
    file: lines("timestamp,value", "2024-01-30T00:00:00Z,42946.0", "2024-02-01T00:00:00Z,43082.0"),
    reads: BTC("USD"),
  },
  {
    name: "Blockchain.com: Timestamp,market-price",
    given: USD,
    file: lines("Timestamp,market-price", "2024-01-30 00:00:00,42946.00", "2024-02-01 00:00:00,43082.00"),
    reads: BTC("USD"),
  },
  {
    name: "Stooq by day: Date,Open,High,Low,Close,Volume",
    given: USD,
    file: lines(
      "Date,Open,High,Low,Close,Volume",
      "2024-01-30,43300,43838,42683,42946,",
      "2024-02-01,42580,43263,41884,43082,",
    ),
    reads: BTC("USD"),
  },
  {
    name: "Stooq's archive: names in brackets, the day and the hour apart",
    file: lines(
      "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>",
      "BTC.V,60,20240130,000000,43300,43838,42683,42946,0,0",
      "BTC.V,60,20240130,010000,42580,43263,41884,43082,0,0",
    ),
    reads: "BTC in USD | 2024-01-30 42946 | 2024-01-30 01:00 43082",
  },
  {
    name: "TradingView: seconds, and indicators beside the bar",
    given: { asset: "BINANCE:BTCUSDT" },
    file: lines(
      "time,open,high,low,close,Volume,Volume MA,RSI",
      "1706572800,43300,43838,42683,42946,45230.1,NaN,NaN",
      "1706745600,42580,43263,41884,43082,36922.8,40000,51.2",
    ),
    reads: BTC("USDT"),
  },
  {
    name: "TradingView: ISO instants with a zone",
    given: { asset: "BTCUSDT" },
    file: lines(
      "time,open,high,low,close,Volume",
      "2024-01-30T02:00:00+02:00,43300,43838,42683,42946,45230.1",
      "2024-02-01T02:00:00+02:00,42580,43263,41884,43082,36922.8",
    ),
    reads: BTC("USDT"),
  },
  {
    name: "Nasdaq: dollars, month first, newest first",
    given: USD,
    file: lines(
      "Date,Close/Last,Volume,Open,High,Low",
      '02/01/2024,"$43,082.00",N/A,"$42,580.00","$43,263.00","$41,884.00"',
      '01/30/2024,"$42,946.00",N/A,"$43,300.00","$43,838.00","$42,683.00"',
      '01/29/2024,"$43,300.00",N/A,"$42,030.00","$43,330.00","$41,800.00"',
    ),
    repairs: { order: "sort" },
    reads: "BTC in USD | 2024-01-29 43300 | 2024-02-01 43082",
  },
  {
    name: "Alpha Vantage, one currency",
    given: USD,
    file: lines(
      "timestamp,open,high,low,close,volume",
      "2024-01-30,43300,43838,42683,42946,1230.5",
      "2024-02-01,42580,43263,41884,43082,922.8",
    ),
    reads: BTC("USD"),
  },
  {
    name: "Alpha Vantage, two currencies: the policy's one is taken",
    given: USD,
    file: lines(
      "timestamp,open (CNY),high (CNY),low (CNY),close (CNY),open (USD),high (USD),low (USD),close (USD),volume",
      "2024-01-30,310000,314000,306000,308000,43300,43838,42683,42946,1230.5",
      "2024-02-01,305000,310000,300000,309000,42580,43263,41884,43082,922.8",
    ),
    reads: BTC("USD"),
  },
  {
    name: "Alpha Vantage, two currencies and neither is the policy's: asked",
    given: { asset: "BTC", quote: "USDT" },
    file: lines("timestamp,close (CNY),close (USD)", "2024-01-30,308000,42946", "2024-02-01,309000,43082"),
    asks: {
      about: "columns",
      offers: ["time,close CNY,-", "time,-,close USD"],
      answer: "time,-,close USD",
    },
    reads: BTC("USD"),
  },
  {
    name: "Alpha Vantage's JSON names: 4a. close (USD)",
    given: { asset: "BTC" },
    file: lines(
      ",1a. open (USD),2a. high (USD),3a. low (USD),4a. close (USD),5. volume",
      "2024-01-30,43300,43838,42683,42946,1230.5",
      "2024-02-01,42580,43263,41884,43082,922.8",
    ),
    reads: BTC("USD"),
  },
  {
    name: "Marketstack and Tiingo: ISO with +0000 and symbol",
    file: lines(
      "date,symbol,open,high,low,close,volume",
      "2024-01-30T00:00:00+0000,btcusd,43300,43838,42683,42946,1230.5",
      "2024-02-01T00:00:00+0000,btcusd,42580,43263,41884,43082,922.8",
    ),
    reads: BTC("USD"),
  },
];
