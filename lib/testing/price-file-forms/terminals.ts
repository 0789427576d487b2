/** Terminals, languages and statisticians' tools that write their columns, days or frames in a way of their own. */
import { BTC, lines, type PriceForm } from "./form";

const USD = { asset: "BTC", quote: "USD" } as const;
const WIDE = "BTC ETH in USD | 2024-01-30 42946 2343 | 2024-02-01 43082 2304";
const DECIMAL = { about: "decimal", offers: ["point", "comma"] } as const;

export const TERMINALS: readonly PriceForm[] = [
  {
    name: "Investing.com in Polish",
    given: USD,
    file: lines(
      '"Data","Ostatnio","Otwarcie","Max.","Min.","Wol.","Zmiana%"',
      '"30.01.2024","42.946,0","43.304,6","43.838,9","42.701,1","49,60K","-0,83%"',
      '"01.02.2024","43.082,0","42.946,2","43.739,0","42.286,8","56,48K","-0,85%"',
    ),
    reads: BTC("USD"),
  },
  {
    name: "Investing.com in Korean: 2024- 01- 30",
    given: USD,
    file: lines(
      '"날짜","종가","시가","고가","저가","거래량","변동 %"',
      '"2024- 01- 30","42,946.0","43,304.6","43,838.9","42,701.1","49.60K","-0.83%"',
      '"2024- 02- 01","43,082.0","42,946.2","43,739.0","42,286.8","56.48K","-0.85%"',
    ),
    reads: BTC("USD"),
  },
  {
    name: "Investing.com in Japanese",
    given: USD,
    file: lines('"日付け","終値","始値"', '"2024年01月30日","42,946.0","1.5"', '"2024年02月01日","43,082.0","1.5"'),
    reads: BTC("USD"),
  },
  {
    name: "Investing.com in Swedish: 42 946,0",
    given: USD,
    file: lines('"Datum","Senaste","Öppen"', '"2024-01-30","42 946,0","1,5"', '"2024-02-01","43 082,0","1,5"'),
    reads: BTC("USD"),
  },
  {
    name: "Bloomberg's PX_LAST names a figure, not a coin",
    given: USD,
    file: lines("Dates,PX_OPEN,PX_HIGH,PX_LOW,PX_LAST", "1/30/2024,5,6,4,42946", "2/1/2024,5,6,4,43082"),
    reads: BTC("USD"),
  },
  {
    name: "Bloomberg's XBTUSD Curncy",
    file: lines("Dates,XBTUSD Curncy,XETUSD BGN Curncy", "1/30/2024,42946,2343", "2/1/2024,43082,2304"),
    reads: "BTC XET in USD | 2024-01-30 42946 2343 | 2024-02-01 43082 2304",
  },
  {
    name: "Refinitiv: BTC= and Trade Close",
    given: { quote: "USD" },
    file: lines("Instrument,Date,Trade Close", "BTC=,2024-01-30T00:00:00Z,42946", "BTC=,2024-02-01T00:00:00Z,43082"),
    reads: BTC("USD"),
  },
  {
    name: "CoinAPI: the period's start, not the first trade's time",
    given: USD,
    file: lines(
      "time_period_start;time_period_end;time_open;time_close;price_open;price_close",
      "2024-01-30T00:00:00.0000000Z;2024-01-31T00:00:00.0000000Z;2024-01-30T00:00:00.1Z;2024-01-30T23:59:59Z;5;42946",
      "2024-02-01T00:00:00.0000000Z;2024-02-02T00:00:00.0000000Z;2024-02-01T00:00:00.1Z;2024-02-01T23:59:59Z;5;43082",
    ),
    reads: BTC("USD"),
  },
  {
    name: "Dune: block_time, token_symbol, price_usd",
    file: lines(
      "block_time,token_symbol,price_usd",
      "2024-01-30 00:00:00.000 UTC,BTC,42946",
      "2024-01-30 00:00:00.000 UTC,ETH,2343",
      "2024-02-01 00:00:00.000 UTC,BTC,43082",
      "2024-02-01 00:00:00.000 UTC,ETH,2304",
    ),
    reads: WIDE,
  },
  {
    name: "coins by name in one column: none is taken for another",
    given: USD,
    file: lines("date,name,price", "2024-01-30,Bitcoin,42946", "2024-01-31,Ethereum,40000", "2024-02-01,Bitcoin,43082"),
    reads: BTC("USD"),
  },
  ...[
    ["a millisecond before", "1706659199999", "1706745599999"],
    ["a second before", "2024-01-30 23:59:59", "2024-01-31 23:59:59"],
    ["at", "2024-01-31T00:00:00Z", "2024-02-01T00:00:00Z"],
  ].map(([when, first, last]) => ({
    name: `bars told by their end alone, ${when} midnight`,
    given: USD,
    file: lines("close_time,close", `${first},42946`, `${last},43082`),
    reads: "BTC in USD | 2024-01-30 42946 | 2024-01-31 43082",
  })),
  {
    name: "days told by their end are those days",
    given: USD,
    file: lines("end_date,close", "2024-01-30,42946", "2024-02-01,43082"),
    reads: BTC("USD"),
  },
  {
    name: "24:00 ends the day",
    given: USD,
    file: lines("date,time,close", "2024-01-29,24:00,42946", "2024-01-31,24:00,43082"),
    reads: BTC("USD"),
  },
  {
    name: "an hour nobody knows: its day alone would be another bar",
    given: USD,
    file: lines("date,hour,close", "2024-01-30,0 noon,42946"),
    repairs: { bad: "drop-row" },
    reads: "2 null: No row is left to use.",
  },
  {
    name: "years alone",
    given: { quote: "USD" },
    file: lines("year,BTC", "2019,7193", "2020,29001"),
    reads: "BTC in USD | 2019-01-01 7193 | 2020-01-01 29001",
  },
  {
    name: "quarters",
    given: { quote: "USD" },
    file: lines("date,BTC", "2023Q4,42265", "2024Q1,71333"),
    reads: "BTC in USD | 2023-10-01 42265 | 2024-01-01 71333",
  },
  {
    name: "Stata and SAS: 30jan2024, 01FEB2024:00:00:00",
    given: USD,
    file: lines("date,close", "30jan2024,42946", "01FEB2024:00:00:00,43082"),
    reads: BTC("USD"),
  },
  {
    name: "cells in single quotes",
    given: USD,
    file: lines("'date','close'", "'2024-01-30','42946'", "'2024-02-01','43082'"),
    reads: BTC("USD"),
  },
  {
    name: "blanks between the columns",
    given: { quote: "USD" },
    file: lines("date BTC ETH", "2024-01-30 42946 2343", "2024-02-01 43082 2304"),
    reads: WIDE,
  },
  {
    name: "blanks, and an hour beside the day",
    given: { quote: "USD" },
    file: lines("date BTC ETH", "2024-01-30 00:00 42946 2343", "2024-02-01 00:00 43082 2304"),
    reads: WIDE,
  },
  {
    name: "pandas, printed",
    given: { quote: "USD" },
    file: lines("              BTC   ETH", "2024-01-30  42946  2343", "2024-02-01  43082  2304"),
    reads: WIDE,
  },
  {
    name: "R's write.table: row names without a name",
    given: USD,
    file: lines('"date" "close"', '"1" "2024-01-30" 42946', '"2" "2024-02-01" 43082'),
    reads: BTC("USD"),
  },
  {
    name: "a table drawn by a database",
    given: { quote: "USD" },
    file: lines(
      "+------------+-------+",
      "| date       | btc   |",
      "+------------+-------+",
      "| 2024-01-30 | 42946 |",
      "| 2024-02-01 | 43082 |",
      "+------------+-------+",
    ),
    reads: BTC("USD"),
  },
  {
    name: "euros in the cells are what prices are counted in",
    given: { asset: "BTC" },
    file: lines("date;BTC", "2024-01-30;42.946,00 €", "2024-02-01;43.082,00 €"),
    reads: BTC("EUR"),
  },
  {
    name: "a code in the cells, too",
    given: { asset: "BTC" },
    file: lines("date,price", "2024-01-30,CHF 42946.00", "2024-02-01,CHF 43082.00"),
    reads: BTC("CHF"),
  },
  {
    name: "thousands by points between bare commas: asked where no figure settles it",
    given: USD,
    file: lines("date,close", "2024-01-30,42.946", "2024-02-01,43.082"),
    asks: { ...DECIMAL, answer: "comma" },
    reads: BTC("USD"),
  },
  {
    name: "thousands by points between bare commas: settled by a volume in millions",
    given: USD,
    file: lines("date,close,volume", "2024-01-30,42.946,1.234.567", "2024-02-01,43.082,1.334.567"),
    reads: BTC("USD"),
  },
  {
    name: "three decimals between bare commas: settled by a figure below one",
    given: { quote: "USD" },
    file: lines("date,BTC,XRP", "2024-01-30,42.946,0.512", "2024-02-01,43.082,0.501"),
    reads: "BTC XRP in USD | 2024-01-30 42.946 0.512 | 2024-02-01 43.082 0.501",
  },
  {
    name: "adjusted closes alone: offered",
    given: USD,
    file: lines("Date,Adj Close", "2024-01-30,42946", "2024-02-01,43082"),
    asks: { about: "columns", offers: ["time,close"], answer: "time,close" },
    reads: BTC("USD"),
  },
  {
    name: "a coin's supply is no price of it",
    given: { quote: "USD" },
    file: lines("date,BTC,BTC_supply", "2024-01-30,42946,19600000", "2024-02-01,43082,19600900"),
    reads: BTC("USD"),
  },
  {
    name: "a currency by row",
    given: { asset: "BTC" },
    file: lines("date,currency,price", "2024-01-30,CHF,42946", "2024-02-01,CHF,43082"),
    reads: BTC("CHF"),
  },
  {
    name: "a currency by row that changes: no price of another",
    given: { asset: "BTC" },
    file: lines("date,currency,price", "2024-01-30,USD,42946", "2024-01-31,EUR,39000", "2024-02-01,USD,43082"),
    repairs: { bad: "drop-row" },
    reads: BTC("USD"),
  },
  {
    name: "currencies in the cells that change",
    file: lines("date,BTC", "2024-01-30,42946.5 USD", "2024-01-31,39000.5 EUR"),
    refused: "counted in USD and EUR",
  },
  {
    name: "two tables side by side, each with its days: asked",
    given: { quote: "USD" },
    file: lines("date,ETH,,date,BTC", "2024-01-29,2340,,2024-01-30,42946", "2024-01-30,2280,,2024-02-01,43082"),
    asks: {
      about: "columns",
      offers: ["time,ETH,-,-,-", "-,-,-,time,BTC", "time,ETH,-,-,BTC"],
      answer: "-,-,-,time,BTC",
    },
    reads: BTC("USD"),
  },
  {
    name: "coins called MAX and TOKEN",
    given: { quote: "USD" },
    file: lines("date,MAX,TOKEN", "2024-01-30,0.21,0.1", "2024-02-01,0.22,0.2"),
    reads: "MAX TOKEN in USD | 2024-01-30 0.21 0.1 | 2024-02-01 0.22 0.2",
  },
];
