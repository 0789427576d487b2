import { expect, test } from "vitest";
import { writeCsv } from "./csv";

const text = (value: string) => writeCsv([{ name: "note", text: (row: string) => row }], [value]).split("\r\n")[1];

test.each(["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\u0000=1", "\u00a0=1", "＝1+1"])(
  "text %j is defused",
  (value) => expect(text(value)?.replace(/^"/, "")).toMatch(/^'/),
);

test.each(["BTC", "50 / 30 / 20", "a-b", "100 %"])("text %j stands as it is", (value) =>
  expect(text(value)).toBe(value),
);

test("commas, quotes and line ends are quoted", () =>
  expect(writeCsv([{ name: "a", text: (row: string) => row }], ['one, "two"\nthree'])).toBe(
    'a\r\n"one, ""two""\nthree"\r\n',
  ));

test("figures stay figures, also below zero; instants are ISO; what is not known is empty", () => {
  const csv = writeCsv<{ paid: string | null; at: number | null }>(
    [
      { name: "paid", figure: (row) => row.paid },
      { name: "at", instant: (row) => row.at },
    ],
    [
      { paid: "-0.00000001", at: 0 },
      { paid: null, at: null },
    ],
  );
  expect(csv).toBe("paid,at\r\n-0.00000001,1970-01-01T00:00:00.000Z\r\n,\r\n");
});
