import { describe, expect, test } from "vitest";
import { type PriceFileOptions, type PriceRepairs, parsePriceFile } from "./prices";

const read = (text: string, options?: PriceFileOptions) => {
  const verdict = parsePriceFile(text, options);
  if (!verdict.ok) throw new Error(verdict.problems.map((problem) => problem.message).join(" "));
  return verdict;
};

/** "row column: message" of each problem. */
const refused = (text: string, options?: PriceFileOptions) => {
  const verdict = parsePriceFile(text, options);
  if (verdict.ok) throw new Error("The file was taken.");
  return verdict.problems.map(({ row, column, message }) => `${row} ${column ?? "–"}: ${message}`);
};

const repaired = (text: string, repairs: Partial<PriceRepairs>) => read(text, { repairs });
const closes = (text: string, options?: PriceFileOptions) => [...read(text, options).table.closes];
const days = (times: Float64Array) => [...times].map((at) => new Date(at).toISOString().slice(0, 10));

test.each([
  ["Date (ET),BTC\n2024-01-30 16:00,42946", "Date (ET)"],
  ["date,timezone,BTC\n2024-01-30 16:00,America/New_York,42946", "America/New_York"],
])("hours of another zone are not read as UTC's in silence: %s", (text, zone) => {
  expect(read(text).notes.map(({ message }) => message)).toContain(
    `Times were read as UTC, though the file says "${zone}".`,
  );
  const ofUtc = read("time (UTC),BTC\n2024-01-30 16:00,42946").notes.map(({ message }) => message);
  expect(ofUtc.filter((message) => message.includes("UTC"))).toEqual([]);
});

describe("a wide file", () => {
  test("is one close a column, column by column", () => {
    const { table, form, stepMs } = read("date,btc,ETH\n2024-01-01,42000,2300\n2024-01-02,43000.5,2400\n");
    expect(form).toBe("wide");
    expect(table.assets).toEqual(["BTC", "ETH"]);
    expect([...table.closes]).toEqual([42000, 43000.5, 2300, 2400]);
    expect(days(table.times)).toEqual(["2024-01-01", "2024-01-02"]);
    expect(stepMs).toBe(86_400_000);
  });

  test("may come with a byte order mark, carriage returns, quotes, blank ends and remarks above", () => {
    const text = '\ufeff# prices\r\n"date","BTC"\r\n"2024-01-01","42000"\r\n2024-01-02,"43000"\r\n\r\n';
    expect(closes(text)).toEqual([42000, 43000]);
  });

  test.each([
    ["semicolons", "time;BTC;ETH\n2024-01-01;1.5;2"],
    ["tabs", "timestamp\tBTC\tETH\n2024-01-01\t1.5\t2"],
    ["semicolons and decimal commas", "date;BTC;ETH\n2024-01-01;1,5;2,0"],
    ["a comma after every row", "date,BTC,ETH,\n2024-01-01,1.5,2,"],
    ["a time column that is not the first", "BTC,date,ETH\n1.5,2024-01-01,2"],
  ])("may be parted by %s", (_, text) => expect(closes(text)).toEqual([1.5, 2]));

  test("names assets with or without their quote currency", () => {
    expect(read("date,BTC/USDC,eth-usdc\n2024-01-01,1,2").table).toMatchObject({
      assets: ["BTC", "ETH"],
      quote: "USDC",
    });
    expect(read("date,BTCUSDT\n2024-01-01,1").table).toMatchObject({ assets: ["BTC"], quote: "USDT" });
    expect(read("date,BTC\n2024-01-01,1", { quote: "eur" }).table.quote).toBe("EUR");
    expect(refused("date,BTC/USDC,ETH/USD\n2024-01-01,1,2")[0]).toContain("One file has one quote currency");
    expect(refused("date,BTC,BTC-USD\n2024-01-01,1,2")[0]).toContain("two columns");
  });
});

describe("a long file", () => {
  const ohlcv = "date,open,high,low,close,volume\n2024-01-01,1,3,0.5,2,100\n2024-01-02,2,4,1,3,0";

  test("holds one asset that is given", () => {
    const { table, series, form } = read(ohlcv, { asset: "btc/usd" });
    expect(form).toBe("long");
    expect(table).toMatchObject({ assets: ["BTC"], quote: "USD" });
    expect([...table.closes]).toEqual([2, 3]);
    expect([...series[0]!.volume!]).toEqual([100, 0]);
    expect([...series[0]!.low!]).toEqual([0.5, 1]);
  });

  test("requires the asset when neither a column nor the owner says", () => {
    const verdict = parsePriceFile(ohlcv);
    expect(verdict).toMatchObject({ ok: false, problems: [{ isAssetMissing: true }] });
  });

  test("holds several assets, each over its own span; the table has what is common", () => {
    const text =
      "date,symbol,close\n2024-01-01,BTC/USDT,1\n2024-01-02,BTC/USDT,2\n2024-01-02,ETH/USDT,20\n2024-01-03,BTC/USDT,3\n2024-01-03,ETH/USDT,30";
    const { table, series, notes } = read(text);
    expect(days(table.times)).toEqual(["2024-01-02", "2024-01-03"]);
    expect([...table.closes]).toEqual([2, 3, 20, 30]);
    expect(series.map(({ times }) => times.length)).toEqual([3, 2]);
    expect(notes[0]!.message).toContain("from 2024-01-02 to 2024-01-03");
  });

  test("a time that only some assets have is a hole of the others", () => {
    const text = "date,asset,close\n2024-01-01,A,1\n2024-01-01,B,10\n2024-01-02,A,2\n2024-01-03,A,3\n2024-01-03,B,30";
    expect(refused(text)).toEqual(["6 B: B has no row for 2024-01-02, which others have."]);
    expect([...repaired(text, { holes: "carry-forward" }).table.closes]).toEqual([1, 2, 3, 10, 10, 30]);
    expect([...repaired(text, { holes: "drop-row" }).table.closes]).toEqual([1, 3, 10, 30]);
  });

  test("may be an exchange's own candles without a heading", () => {
    const row = "1704067200000,1,3,0.5,2,100,1704070799999,200,5,50,100,0";
    expect(closes(`${row}\n${row.replace("1704067200000", "1704070800000")}`, { asset: "BTC" })).toEqual([2, 2]);
  });
});

describe("times", () => {
  test.each([
    ["2024-03-01", "2024-03-01T00:00:00.000Z"],
    ["2024-03-01 08:30", "2024-03-01T08:30:00.000Z"],
    ["2024-03-01 08:30:15", "2024-03-01T08:30:15.000Z"],
    ["2024-03-01 08:30:15 UTC", "2024-03-01T08:30:15.000Z"],
    ["2024-03-01T08:30:15.250Z", "2024-03-01T08:30:15.250Z"],
    ["2024-03-01T08:30:00+02:00", "2024-03-01T06:30:00.000Z"],
    ["2024/03/01", "2024-03-01T00:00:00.000Z"],
    ["20240301", "2024-03-01T00:00:00.000Z"],
    ["1709251200", "2024-03-01T00:00:00.000Z"],
    ["1709251200000", "2024-03-01T00:00:00.000Z"],
    ["1709251200000000", "2024-03-01T00:00:00.000Z"],
  ])("%s is %s", (cell, iso) => {
    expect(new Date(read(`date,BTC\n${cell},1`).table.times[0]!).toISOString()).toBe(iso);
  });

  test.each(["03/04/2024", "2024-02-30", "2024-13-01", "yesterday", "", "12", "2024-03-01 25:00"])(
    "%s is none",
    (cell) => {
      expect(refused(`date,BTC\n${cell},1`)[0]).toMatch(/^2 date: /);
    },
  );
});

describe("what is wrong is named by row and column", () => {
  test("a hole", () => {
    const text = "date,BTC,ETH\n2024-01-01,1,2\n2024-01-02,,3\n2024-01-03,4,nan";
    expect(refused(text)).toEqual(["3 BTC: There is no price of BTC here.", "4 ETH: There is no price of ETH here."]);
    expect([...repaired(text, { holes: "carry-forward" }).table.closes]).toEqual([1, 1, 4, 2, 3, 3]);
    expect([...repaired(text, { holes: "drop-row" }).table.closes]).toEqual([1, 2]);
    expect(repaired(text, { holes: "drop-row" }).notes[0]).toEqual({
      count: 2,
      message: "Rows with a hole were left out.",
    });
  });

  test("a hole with nothing before it cannot be filled", () => {
    const text = "date,BTC,ETH\n2024-01-01,1,\n2024-01-02,2,3";
    expect(refused(text, { repairs: { holes: "carry-forward" } })[0]).toContain("2 ETH: ETH has no earlier price");
  });

  test("a duplicate time", () => {
    const text = "date,BTC\n2024-01-01,1\n2024-01-01,2\n2024-01-02,3";
    expect(refused(text)).toEqual(["3 date: The same time as line 2."]);
    expect([...repaired(text, { duplicates: "keep-last" }).table.closes]).toEqual([2, 3]);
  });

  test("rows out of order", () => {
    expect(refused("date,BTC\n2024-01-01,1\n2024-01-03,3\n2024-01-02,2")).toEqual([
      "4 date: This row is older than line 3 above it.",
    ]);
    const falling = "date,BTC\n2024-01-03,3\n2024-01-02,2\n2024-01-01,1";
    expect(refused(falling)).toEqual(["3 date: Rows run from the newest to the oldest. They must run the other way."]);
    expect([...repaired(falling, { order: "sort" }).table.closes]).toEqual([1, 2, 3]);
  });

  test.each([
    ["0", "The price is 0. A price is more than zero."],
    ["-3", "The price is negative: -3."],
    ["abc", '"abc" is not a number.'],
    ["Infinity", '"Infinity" is not a number.'],
    ["0x10", '"0x10" is not a number.'],
    ['"1,23.5"', '"1,23.5" is not a number.'],
  ])("a price of %s", (cell, message) => {
    const text = `date,BTC\n2024-01-01,1\n2024-01-02,${cell}\n2024-01-03,3`;
    expect(refused(text)).toEqual([`3 BTC: ${message}`]);
    const verdict = repaired(text, { bad: "drop-row" });
    expect([...verdict.table.closes]).toEqual([1, 3]);
    expect(verdict.notes[0]).toEqual({ count: 1, message: "Rows that could not be read were left out." });
  });

  test("a ragged row, an open quote", () => {
    expect(refused("date,BTC,ETH\n2024-01-01,1\n2024-01-02,1,2,3")).toEqual([
      "2 –: The row has 2 cells, the heading 3: too few.",
      "3 –: The row has 4 cells, the heading 3: too many.",
    ]);
    expect(refused('date,BTC\n2024-01-01,"1')).toEqual(["2 –: A double quote is opened and never closed."]);
  });

  test("a file that is no price file", () => {
    expect(refused("")).toEqual(["1 –: The file is empty."]);
    expect(refused("date,BTC\n")).toEqual(["1 –: There are no rows under the heading."]);
    expect(refused("BTC,ETH\n1,2")[0]).toContain('No column is called "date" or "time"');
    expect(refused("2024-01-01,1,2\n2024-01-02,1,2")[0]).toContain("The first line is already a row");
    expect(refused("date\n2024-01-01")[0]).toContain("no column of prices");
  });

  test("thousands of rows with the same fault are one problem, and are counted", () => {
    const rows = Array.from({ length: 5_000 }, (_, at) => `${1_600_000_000 + at * 3600},x`);
    const verdict = parsePriceFile(`time,BTC\n${rows.join("\n")}`);
    expect(verdict).toMatchObject({ ok: false, problemCount: 5_000 });
    if (verdict.ok) throw new Error("The file was taken.");
    const message = '5,000 rows like this one: "x" is not a number.';
    expect(verdict.problems).toEqual([{ row: 2, column: "BTC", rows: 5_000, message, repair: "bad" }]);
  });
});

describe("a file is bounded", () => {
  const DAY = "2024-01-01";
  const wide = (columns: number, cell: string) =>
    `date,${Array.from({ length: columns }, (_, at) => `A${at}`).join(",")}\n${DAY}${`,${cell}`.repeat(columns)}`;

  test("in columns: 500 are read, with a comma after them too; 501 are not, nor a line of nothing but commas", () => {
    expect(read(wide(500, "1")).table.assets).toHaveLength(500);
    expect(read(wide(500, "1").replaceAll("\n", ",\n")).table.assets).toHaveLength(500);
    const tooWide = "1 –: The first line has more than 500 columns beside the time. Split the file by asset.";
    expect(refused(wide(501, "1"))).toEqual([tooWide]);
    expect(refused(wide(1_000, " ".repeat(1_000)))).toEqual([tooWide]);
    expect(refused(`date${",".repeat(5_000_000)}\n${DAY},1`)).toEqual([tooWide]);
    expect(refused(`date,BTC\n${DAY}${",".repeat(5_000_000)}`)).toEqual([
      "2 –: The row is longer than 100,000 characters.",
    ]);
  });

  test("in rows", () => {
    const message = "The file has more than 2,000,000 rows. Split it by asset or by year.";
    expect(refused(`date,BTC\n${"1\n".repeat(2_000_001)}`)).toEqual([`2000002 –: ${message}`]);
    // Lines without anything on them are none.
    expect(closes(`date,BTC\n${"\n \r\n".repeat(1_500_000)}${DAY},1`)).toEqual([1]);
  });

  test("in characters", () => {
    expect(refused(" ".repeat(64_000_001))).toEqual(["1 –: The file is larger than 64 MB."]);
  });

  test("in assets of a long file, and in the prices they make together", () => {
    const rows = (count: number) => Array.from({ length: count }, (_, at) => `${DAY},A${at},1`).join("\n");
    expect(read(`date,asset,close\n${rows(500)}`).table.assets).toHaveLength(500);
    expect(refused(`date,asset,close\n${rows(501)}`)[0]).toContain("A file may have 500 assets");
    // Every asset has a beginning and an end in common, and times of its own between: 500 × 100,000 prices.
    const own = Array.from({ length: 100_000 }, (_, at) => `${1_600_000_000 + at},A${at % 500},1`);
    const [first, end] = [1_500_000_000, 1_700_000_000].map((at) =>
      Array.from({ length: 500 }, (_, asset) => `${at},A${asset},1`).join("\n"),
    );
    const text = `time,asset,close\n${first}\n${own.join("\n")}\n${end}`;
    for (const holes of ["refuse", "carry-forward", "drop-row"] as const)
      expect(refused(text, { repairs: { holes } })).toEqual([
        "1 –: 100,002 times of 500 assets are more than 20,000,000 prices. Split the file by asset.",
      ]);
  });

  test("in a message: a cell of a megabyte is not repeated whole", () => {
    const long = "x".repeat(90_000);
    for (const text of [`date,${long}\n${DAY},1`, `date,BTC\n${long},1`, `date,BTC\n${DAY},${long}`])
      expect(refused(text)[0]!.length).toBeLessThan(300);
  });

  test("40 kB, 300 kB and a megabyte of blanks are holes like any other", () => {
    for (const size of [40_000, 90_000])
      expect(refused(`date,BTC\n${DAY},${" ".repeat(size)}`)).toEqual(["2 BTC: There is no price of BTC here."]);
    for (const size of [300_000, 1_000_000])
      expect(refused(`date,BTC\n${DAY},${" ".repeat(size)}`)[0]).toContain("longer than 100,000 characters");
    expect(refused(wide(500, " ".repeat(190)))).toHaveLength(200);
  });

  test("holes of two assets are placed in one walk: 200,000 of them, each after the one before", () => {
    const rows = Array.from({ length: 400_000 }, (_, at) => `${1_600_000_000 + at * 60},A,1`);
    const others = rows.filter((_, at) => at % 2 === 0 || at === rows.length - 1).map((row) => row.replace("A", "B"));
    const verdict = parsePriceFile(`time,asset,close\n${rows.join("\n")}\n${others.join("\n")}`);
    expect(verdict).toMatchObject({ ok: false, problemCount: 199_999 });
    if (!verdict.ok) expect(verdict.problems[0]).toMatchObject({ row: 400_003, column: "B", repair: "holes" });
  });
});

describe("a price that leaps", () => {
  const days = (...prices: readonly string[]) =>
    `date,BTC\n${prices.map((price, at) => `2024-01-0${at + 1},${price}`).join("\n")}`;

  test("is named with its row, its column and the factor; what leaps back is told once", () => {
    expect(refused(days("100", "10", "101"))).toEqual([
      "3 BTC: BTC is 10, less than the 100 of line 2 by a factor of 10, and goes back. Is a decimal point misplaced?",
    ]);
    expect(refused(days("42.9", "42946", "43082"))).toEqual([
      "3 BTC: BTC is 42946, more than the 42.9 of line 2 by a factor of 1001, and stays there. Is a decimal point misplaced?",
    ]);
  });

  test("is let be below a factor of eight, either way", () => {
    expect(closes(days("100", "799", "100"))).toEqual([100, 799, 100]);
    expect(refused(days("100", "800"))).toHaveLength(1);
    expect(refused(days("100", "12.5"))).toHaveLength(1);
    expect(closes(days("100", "12.6"))).toEqual([100, 12.6]);
  });

  test("is kept, or its row left out where it leaps back; one that stays is not left out with all after it", () => {
    expect([...repaired(days("100", "10", "101"), { jumps: "keep" }).table.closes]).toEqual([100, 10, 101]);
    expect([...repaired(days("100", "10", "11", "101"), { jumps: "drop-row" }).table.closes]).toEqual([100, 101]);
    expect(refused(days("100", "10", "11"), { repairs: { jumps: "drop-row" } })).toHaveLength(1);
  });

  test("is sought asset by asset in a long file", () => {
    const text = "date,asset,close\n2024-01-01,A,1\n2024-01-01,B,10\n2024-01-02,A,1\n2024-01-02,B,100";
    expect(refused(text)[0]).toMatch(/^5 B: B is 100, more than the 10 of line 3 by a factor of 10/);
  });
});

test("counts are of all there is, lists of the first", () => {
  // Every third second is missing: 63,912 gaps.
  const times = Array.from({ length: 63_913 * 2 }, (_, at) => 1_600_000_000 + Math.floor(at / 2) * 3 + (at % 2));
  const parsed = read(`time,BTC\n${times.map((at) => `${at},1`).join("\n")}`);
  expect(parsed).toMatchObject({ gapCount: 63_912, barsMissing: 63_912 });
  expect(parsed.gaps).toHaveLength(1_000);
});

test("a few rows with the same fault stand each for itself, many as one; together they are all", () => {
  const text = (count: number) =>
    `date,BTC\n${Array.from({ length: count }, (_, at) => `2024-01-0${at + 1},x`).join("\n")}`;
  expect(refused(text(4))).toHaveLength(4);
  const verdict = parsePriceFile(`${text(5)}\n2024-01-06,0`);
  if (verdict.ok) throw new Error("The file was taken.");
  expect(verdict.problems.map(({ rows }) => rows)).toEqual([5, 1]);
  expect(verdict.problemCount).toBe(6);
});

test("a file's texts are repeated without what would steer a terminal", () => {
  for (const text of [
    "date,\u001b[31mA;B\u0007,BTC\n2024-01-01,1,2",
    "date,BTC\n\u202e2024-01-01,1",
    "date,BTC\n2024-01-01,\u009b1",
  ])
    expect(refused(text).join("")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test("an asset that is given picks among several, renames the only one, and is refused where there is none", () => {
  const wide = "date,BTC/USDC,ETH/USDC\n2024-01-01,1,2";
  expect(read(wide, { asset: "ETH" }).table).toMatchObject({ assets: ["ETH"], quote: "USDC" });
  expect(read("date,CBBTCUSD\n2024-01-01,1", { asset: "BTC" }).table).toMatchObject({ assets: ["BTC"], quote: "USD" });
  expect(refused(wide, { asset: "SOL" })).toEqual(["1 –: The file has no prices of SOL."]);
});

test("missing bars of a regular series are reported, not refused", () => {
  const { gaps } = read("date,BTC\n2024-01-01,1\n2024-01-02,1\n2024-01-03,1\n2024-01-06,1\n2024-01-07,1");
  expect(gaps).toEqual([{ from: Date.UTC(2024, 0, 3), to: Date.UTC(2024, 0, 6), bars: 2 }]);
  expect(read("date,BTC\n2024-01-01,1\n2024-02-01,1\n2024-03-01,1\n2024-04-01,1").gaps).toEqual([]);
});

test("five years of hourly closes of ten assets are read whole", () => {
  const assets = Array.from({ length: 10 }, (_, at) => `A${at}`);
  const rows = Array.from({ length: 43_800 }, (_, bar) => {
    const prices = assets.map((_, at) => (1000 + Math.sin(bar + at) * 100).toFixed(4));
    return `${new Date(1_600_000_000_000 + bar * 3_600_000).toISOString()},${prices.join(",")}`;
  });
  const text = ["time", ...assets].join(",").concat("\n", rows.join("\n"));
  expect(read(text).table.closes).toHaveLength(438_000);
});
