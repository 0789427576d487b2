/** Files in a thread of their own: the loop is free meanwhile, and none is without an end. */
import { describe, expect, test } from "vitest";
import { parsePriceFile } from "@/lib/schemas/prices";
import { InputError } from "../errors";
import { parseApart } from "./parse-apart";

const NOW = Date.UTC(2026, 10, 22, 12);
const hours = (count: number, cells: string) =>
  `time,BTC,ETH,SOL\n${Array.from({ length: count }, (_, at) => `${1_600_000_000 + at * 3_600},${cells}`).join("\n")}`;

describe("the verdict is the one the file would get here", () => {
  test.each([
    ["a wide file", "date,BTC,ETH\n2024-01-01,1,2\n2024-01-02,3,4"],
    [
      "a long file",
      "date,asset,open,close\n2024-01-01,BTC,1,2\n2024-01-01,ETH,,3\n2024-01-02,BTC,4,5\n2024-01-02,ETH,,6",
    ],
    ["a file with problems", "date,BTC\n2024-01-01,\n2024-01-02,x"],
    ["nothing", ""],
  ])("%s", async (_, text) => {
    expect(await parseApart("prices", [text, { quote: "EUR" }])).toEqual(parsePriceFile(text, { quote: "EUR" }));
  });

  test("capitalisations", async () => {
    const verdict = await parseApart("capitalisations", ["asset,value\nBTC,1.4e12", "mine.csv", NOW]);
    expect(verdict).toEqual({ ok: true, rows: [{ asset: "BTC", value: 1.4e12, at: NOW, source: "mine.csv" }] });
  });
});

test("while a large file is read the event loop turns, thousands of times", async () => {
  const text = hours(150_000, "40000.5,2000.25,100.125");
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  const reading = parseApart("prices", [text]);
  setImmediate(count);
  const verdict = await reading;
  isOver = true;
  expect(verdict).toMatchObject({ ok: true });
  expect(turns).toBeGreaterThan(1_000);
});

test("a file that takes too long is put down with its thread, and the next one is read", async () => {
  const slow = parseApart("prices", [hours(200_000, "1,2,3")], { msMax: 1 });
  const next = parseApart("prices", ["date,BTC\n2024-01-01,1"]);
  await expect(slow).rejects.toThrow(InputError);
  await expect(slow).rejects.toThrow("Reading the file took longer than 1 s. Split it.");
  expect(await next).toMatchObject({ ok: true });
});

test("a file that takes too much memory is put down with its thread", async () => {
  const greedy = parseApart("prices", [hours(400_000, "1,2,3")], { megabytesMax: 24 });
  await expect(greedy).rejects.toThrow("Reading the file takes too much memory. Split it.");
  expect(await parseApart("prices", ["date,BTC\n2024-01-01,1"])).toMatchObject({ ok: true });
});
