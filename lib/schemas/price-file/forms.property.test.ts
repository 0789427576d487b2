/**
 * The same candles in any clothes: every order of columns, mark, grouping, day and delimiter that the world combines. What
 * is read unasked is right to the last bit; what is asked offers the truth among its choices, and then is.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type PriceFileOptions, parsePriceFile } from "../prices";

const DAY = 86_400_000;
const ORDERS = [
  ["time", "open", "high", "low", "close", "volume"],
  ["time", "open", "close", "high", "low", "volume"],
  ["time", "open", "close", "low", "high", "volume"],
  ["time", "volume", "close", "high", "low", "open"],
  ["time", "low", "high", "open", "close", "volume"],
  ["time", "high", "low", "open", "close", "volume"],
  ["time", "close", "open", "high", "low", "volume"],
  ["time", "close", "high", "low", "open", "volume"],
] as const;
const DATES = ["iso", "seconds", "ms", "dmy", "mdy", "dotted", "words", "serial"] as const;

const clothes = fc
  .record({
    order: fc.constantFrom(...ORDERS),
    hasHeading: fc.boolean(),
    delimiter: fc.constantFrom(",", ";", "\t"),
    mark: fc.constantFrom("point" as const, "comma" as const),
    isGrouped: fc.boolean(),
    digits: fc.integer({ min: 0, max: 4 }),
    date: fc.constantFrom(...DATES),
    step: fc.constantFrom(1, 30),
    isFalling: fc.boolean(),
    first: fc.integer({ min: 15_000, max: 20_000 }),
    start: fc.integer({ min: 100, max: 60_000 }),
    moves: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 30 }),
  })
  // Between bare commas a point is a decimal one: whoever parts thousands by it parts cells otherwise.
  .filter(
    ({ delimiter, mark, isGrouped, digits }) => delimiter !== "," || mark === "point" || !isGrouped || digits > 0,
  );
type Clothes = typeof clothes extends fc.Arbitrary<infer Each> ? Each : never;

interface Bar {
  time: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

/** Each bar begins where the one before ended, and reaches beyond both. */
function barsOf({ moves, first, step, start, digits }: Clothes): Bar[] {
  const round = (price: number) => Number(price.toFixed(digits));
  let open = start;
  return moves.map((move, bar) => {
    const close = round(open * (1 + move / 100));
    const [high, low] = [round(Math.max(open, close) * 1.02 + 1), round(Math.min(open, close) * 0.98 - 1)];
    const each = { time: (first + bar * step) * DAY, open, high, low, close, volume: 900_000 + bar };
    open = close;
    return each;
  });
}

function dateText(at: number, how: (typeof DATES)[number]): string {
  const [year = "", month = "", day = ""] = new Date(at).toISOString().slice(0, 10).split("-");
  const named = new Date(at).toLocaleString("en-US", { month: "short", timeZone: "UTC" });
  const texts = {
    iso: `${year}-${month}-${day}`,
    seconds: String(at / 1_000),
    ms: String(at),
    dmy: `${day}/${month}/${year}`,
    mdy: `${month}/${day}/${year}`,
    dotted: `${day}.${month}.${year}`,
    words: `${named} ${day} ${year}`,
    serial: String(at / DAY + 25_569),
  };
  return texts[how];
}

function written(
  bars: readonly Bar[],
  { order, hasHeading, delimiter, mark, isGrouped, digits, date }: Clothes,
): string {
  const figure = (value: number) => {
    const [whole = "", rest] = value.toFixed(digits).split(".");
    const grouped = isGrouped ? whole.replace(/\B(?=(\d{3})+$)/g, mark === "point" ? "," : ".") : whole;
    const text = rest === undefined ? grouped : `${grouped}${mark === "point" ? "." : ","}${rest}`;
    return text.includes(delimiter) ? `"${text}"` : text;
  };
  const rows = bars.map((bar) =>
    order.map((name) => (name === "time" ? dateText(bar.time, date) : figure(bar[name]))).join(delimiter),
  );
  return [...(hasHeading ? [order.join(delimiter)] : []), ...rows].join("\n");
}

test("is read right, or asked and then read right", () => {
  fc.assert(
    fc.property(clothes, (how) => {
      const bars = barsOf(how);
      const text = written(how.isFalling ? bars.toReversed() : bars, how);
      const truth: Required<Pick<PriceFileOptions, "columns" | "decimal" | "dates">> = {
        columns: how.order.join(","),
        decimal: how.mark,
        dates: how.date === "mdy" ? "mdy" : "dmy",
      };
      let options: PriceFileOptions = { asset: "BTC" };
      for (let asked = 0; asked < 6; asked += 1) {
        const verdict = parsePriceFile(text, options);
        if (verdict.ok) {
          expect([...verdict.table.times]).toEqual(bars.map(({ time }) => time));
          expect([...verdict.table.closes]).toEqual(bars.map(({ close }) => close));
          return;
        }
        const { question, problems } = verdict;
        if (question === null) {
          expect(problems.map(({ message }) => message).join()).toContain("Rows run from the newest to the oldest");
          options = { ...options, repairs: { order: "sort" } };
          continue;
        }
        expect(options).not.toHaveProperty(question.about);
        expect(question.choices.map(({ value }): string => value)).toContain(truth[question.about]);
        options = { ...options, [question.about]: truth[question.about] };
      }
      throw new Error("The file was never read.");
    }),
    { numRuns: 400 },
  );
});
