import { expect, test } from "vitest";
import { parseCapitalisations } from "./capitalisations";

const NOW = Date.UTC(2026, 10, 22, 12);
const parse = (text: string) => parseCapitalisations(text, "caps.csv", NOW);
const problem = (text: string) => {
  const verdict = parse(text);
  return verdict.ok ? null : verdict.problems[0];
};

test("a row a coin, dated by the day it is read", () => {
  expect(parse("asset,value\nBTC,1400000000000\neth,4e11\n")).toEqual({
    ok: true,
    rows: [
      { asset: "BTC", value: 1.4e12, at: NOW, source: "caps.csv" },
      { asset: "ETH", value: 4e11, at: NOW, source: "caps.csv" },
    ],
  });
});

test("a row a day, semicolons, a byte order mark, an empty cell where nothing is known yet", () => {
  const verdict = parse("\uFEFFdate;BTC;SOL\r\n2020-01-01;130000000000;\r\n2021-01-01;540000000000;80000000\r\n");
  expect(verdict.ok && verdict.rows.map((row) => [row.asset, row.at, row.value])).toEqual([
    ["BTC", Date.UTC(2020, 0, 1), 1.3e11],
    ["BTC", Date.UTC(2021, 0, 1), 5.4e11],
    ["SOL", Date.UTC(2021, 0, 1), 8e7],
  ]);
});

test("dates as epoch seconds or milliseconds", () => {
  const verdict = parse("symbol,market_cap,date\nBTC,1,1704067200\nETH,1,1704067200000\n");
  expect(verdict.ok && verdict.rows.map((row) => row.at)).toEqual([1_704_067_200_000, 1_704_067_200_000]);
});

test.each([
  ["", 1, "", "The file is empty."],
  ["name,worth\nBTC,1", 1, "name", "The heading must be"],
  ["asset,value\nBTC,-3", 2, "value", '"-3" is not an amount above zero.'],
  ["asset,value\nBTC,lots", 2, "value", '"lots" is not an amount above zero.'],
  ["asset,value\nBit coin,3", 2, "value", '"Bit coin" is not the code of a coin'],
  ["asset,value,date\nBTC,3,yesterday", 2, "date", '"yesterday" is not a date'],
  ["asset,value\nBTC,3\nBTC,4", 3, "value", "BTC has a figure for this day in row 2 already."],
  ["asset,value\nBTC", 2, "", "The row has 1 cells, the heading 2."],
  ["asset,value\n", 2, "", "There is a heading but no row."],
])("%j is refused with its row and column", (text, row, column, message) => {
  expect(problem(text)).toMatchObject({ row, column, message: expect.stringContaining(message) });
});

test.each<[string, string, string]>([
  ["501 columns", `date,${Array.from({ length: 501 }, (_, at) => `A${at}`).join(",")}\n`, "more than 500 columns"],
  ["a line of commas", `date${",".repeat(4_000_000)}\n`, "more than 500 columns"],
  ["a row of commas", `asset,value\nBTC${",".repeat(4_000_000)}`, "longer than 100,000 characters"],
  ["200,001 rows", `asset,value\n${"BTC,1\n".repeat(200_001)}`, "more than 200,000 rows"],
  ["blanks for an amount", `asset,value\nBTC,${" ".repeat(90_000)}`, '"" is not an amount'],
  ["blanks around a stroke", `asset,value\nBTC,${" ".repeat(40_000)}-${" ".repeat(40_000)}`, '"-" is not an amount'],
  ["a name without end", `asset,value\n${"x".repeat(90_000)},1`, "xxx…"],
  ["a date without end", `asset,value,date\nBTC,1,${"2026-11-22".repeat(9_000)}`, "is not a date"],
])("%s: refused, in a sentence", (_, text, sentence) => {
  const found = problem(text)!;
  expect(found.message).toContain(sentence);
  expect(found.message.length).toBeLessThan(120);
});
