/** How people and their spreadsheets write figures. */
import { BTC, lines, type PriceForm } from "./form";

const USD = { asset: "BTC", quote: "USD" } as const;

export const FIGURES: readonly PriceForm[] = [
  {
    name: "1.000 in a file parted by semicolons: a thousand or one, asked",
    given: USD,
    file: lines("date;close", "2024-01-30;1.000", "2024-02-01;1.001"),
    asks: { about: "decimal", offers: ["point", "comma"], answer: "comma" },
    reads: "BTC in USD | 2024-01-30 1000 | 2024-02-01 1001",
  },
  {
    name: "1,000 in quotes: a thousand or one, asked",
    given: USD,
    file: lines("date,close", '2024-01-30,"1,000"', '2024-02-01,"1,001"'),
    asks: { about: "decimal", offers: ["point", "comma"], answer: "point" },
    reads: "BTC in USD | 2024-01-30 1000 | 2024-02-01 1001",
  },
  {
    name: "1.000 and further down 0.998: settled",
    given: USD,
    file: lines("date;close", "2024-01-30;1.000", "2024-01-31;0.998", "2024-02-01;1.001"),
    reads: "BTC in USD | 2024-01-30 1 | 2024-02-01 1.001",
  },
  {
    name: "999 and then 1.001 between commas: the mark is asked",
    given: USD,
    file: lines("date,close", "2024-01-30,999", "2024-01-31,1.001", "2024-02-01,998"),
    asks: { about: "decimal", offers: ["point", "comma"], answer: "comma" },
    reads: "BTC in USD | 2024-01-30 999 | 2024-02-01 998",
  },
  {
    name: "thousands by points and decimal commas: 42.946,00",
    given: USD,
    file: lines("date;close", "2024-01-30;42.946,00", "2024-02-01;43.082,00"),
    reads: BTC("USD"),
  },
  {
    name: "thousands by apostrophes: 42'946.00",
    given: USD,
    file: lines("date;close", "2024-01-30;42'946.00", "2024-02-01;43’082.00"),
    reads: BTC("USD"),
  },
  {
    name: "thousands by narrow blanks that do not break",
    given: USD,
    file: lines("date;close", "2024-01-30;42\u202f946,00", "2024-02-01;43\u00a0082,00"),
    reads: BTC("USD"),
  },
  {
    name: "thousands by thin blanks",
    given: USD,
    file: lines("date\tclose", "2024-01-30\t42\u2009946.00", "2024-02-01\t43\u2009082.00"),
    reads: BTC("USD"),
  },
  {
    name: "thousands as in India: 35,69,946.50",
    given: { asset: "BTC", quote: "INR" },
    file: lines("date,close", '2024-01-30,"35,69,946.50"', '2024-02-01,"35,71,082.00"'),
    reads: "BTC in INR | 2024-01-30 3569946.5 | 2024-02-01 3571082",
  },
  {
    name: "a currency before or after: €42,946.00 and 43,082.00 EUR",
    given: { asset: "BTC", quote: "EUR" },
    file: lines("date,close", '2024-01-30,"€42,946.00"', '2024-02-01,"43,082.00 EUR"'),
    reads: BTC("EUR"),
  },
  {
    name: "exponents with a point: 6.1e-05",
    given: { asset: "SHIB", quote: "USD" },
    file: lines("date,close", "2024-01-30,6.1e-05", "2024-02-01,6.2E-05"),
    reads: "SHIB in USD | 2024-01-30 0.000061 | 2024-02-01 0.000062",
  },
  {
    name: "exponents with a comma: 1,5E-3",
    given: { asset: "SHIB", quote: "USD" },
    file: lines("date;close", "2024-01-30;1,5E-3", "2024-02-01;1,6E-3"),
    reads: "SHIB in USD | 2024-01-30 0.0015 | 2024-02-01 0.0016",
  },
  {
    name: "a decimal point that slipped: kept out by choice",
    given: USD,
    file: lines("date,close", "2024-01-30,42946", "2024-01-31,4258.0", "2024-02-01,43082"),
    repairs: { jumps: "drop-row" },
    reads: BTC("USD"),
  },
  {
    name: "a crash that is one: kept by choice",
    given: { asset: "LUNA", quote: "USD" },
    file: lines("date,close", "2022-05-10,17.5", "2022-05-11,1.07", "2022-05-12,0.004"),
    repairs: { jumps: "keep" },
    reads: "LUNA in USD | 2022-05-10 17.5 | 2022-05-12 0.004",
  },
];
