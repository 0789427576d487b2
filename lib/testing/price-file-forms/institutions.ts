/** What central banks and collections of data sets publish. */
import { BTC, lines, type PriceForm } from "./form";

const USD = { asset: "BTC", quote: "USD" } as const;

export const INSTITUTIONS: readonly PriceForm[] = [
  {
    name: "FRED: a point where there is no figure",
    given: { asset: "BTC" },
    file: lines("observation_date,CBBTCUSD", "2024-01-30,42946.00", "2024-01-31,.", "2024-02-01,43082.00"),
    repairs: { holes: "drop-row" },
    reads: BTC("USD"),
  },
  {
    name: "FRED before 2024: DATE,VALUE",
    given: USD,
    file: lines("DATE,VALUE", "2024-01-30,42946.00", "2024-02-01,43082.00"),
    reads: BTC("USD"),
  },
  {
    name: "LBMA: a fixing in three currencies",
    given: { asset: "XAU" },
    file: lines(
      "Date,USD (AM),USD (PM),GBP (AM),EUR (AM)",
      "2024-01-30,2032.20,2037.55,1604.02,1877.14",
      "2024-01-31,2037.15,2053.25,1607.11,1881.10",
    ),
    asks: {
      about: "columns",
      offers: ["time,close,-,-,-", "time,-,close,-,-", "time,-,-,close,-", "time,-,-,-,close"],
      answer: "time,-,close,-,-",
    },
    reads: "XAU in USDT | 2024-01-30 2037.55 | 2024-01-31 2053.25",
  },
  {
    name: "European Central Bank, all currencies: what is counted in what is asked",
    given: { asset: "EUR" },
    file: lines("Date,USD,JPY,", "2024-01-30,1.0846,159.97,", "2024-01-31,1.0837,160.19,"),
    asks: {
      about: "columns",
      offers: ["time,close USD,-", "time,-,close JPY", "time,USD,JPY"],
      answer: "time,close USD,-",
    },
    reads: "EUR in USD | 2024-01-30 1.0846 | 2024-01-31 1.0837",
  },
  {
    name: "European Central Bank's data portal: one column with a name nobody can read",
    given: { asset: "EUR", quote: "USD" },
    file: lines(
      '"DATE","TIME PERIOD","US dollar/Euro (EXR.D.USD.EUR.SP00.A)"',
      '"2024-01-30","30 Jan 2024","1.0846"',
      '"2024-01-31","31 Jan 2024","1.0837"',
    ),
    reads: "EUR in USD | 2024-01-30 1.0846 | 2024-01-31 1.0837",
  },
  {
    name: "Kaggle's crypto-markets.csv: slug, symbol, name, market",
    given: { quote: "USD" },
    file: lines(
      "slug,symbol,name,date,ranknow,open,high,low,close,volume,market,close_ratio,spread",
      "bitcoin,BTC,Bitcoin,2013-04-28,1,135.3,135.98,132.1,134.21,0,1488566728,0.5438,3.88",
      "bitcoin,BTC,Bitcoin,2013-04-29,1,134.44,147.49,134,144.54,0,1603768865,0.7813,13.49",
    ),
    reads: "BTC in USD | 2013-04-28 134.21 | 2013-04-29 144.54",
  },
  {
    name: "Kaggle's coin_Bitcoin.csv: SNo, Name, Symbol",
    given: { quote: "USD" },
    file: lines(
      "SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap",
      "1,Bitcoin,BTC,2013-04-29 23:59:59,147.488007,134,134.444,144.539993,0,1603768864.5",
      "2,Bitcoin,BTC,2013-04-30 23:59:59,146.929993,134.050003,144,139,0,1542813125",
    ),
    reads: "BTC in USD | 2013-04-29 23:59 144.539993 | 2013-04-30 23:59 139",
  },
];
