import { describe, expect, test } from "vitest";
import { parseFlowFile } from "./cash-flows";

const DAY = Date.UTC(2024, 0, 31);

describe("a file of deposits and withdrawals", () => {
  test("takes dates and instants, deposits and withdrawals", () => {
    expect(parseFlowFile("date,amount\n2024-01-31,1000\n2024-02-01T06:00Z,-250.50\n")).toEqual({
      ok: true,
      flows: [
        { at: DAY, amount: 1000 },
        { at: DAY + 30 * 3_600_000, amount: -250.5 },
      ],
    });
  });

  test("columns may stand in any order, with others beside them", () => {
    expect(parseFlowFile("note;Amount;Date\nsalary;5;2024-01-31\n")).toEqual({
      ok: true,
      flows: [{ at: DAY, amount: 5 }],
    });
  });

  test("names the row of each problem", () => {
    expect(parseFlowFile("date,amount\n31/01/2024,5\n2024-01-31,lots\n")).toEqual({
      ok: false,
      problems: [
        { row: 2, message: '"31/01/2024" is not a date. Write it as 2024-01-31.' },
        { row: 3, message: '"lots" is not an amount. Write digits with one point, for example -250.00.' },
      ],
    });
  });

  test("says what is missing", () => {
    expect(parseFlowFile("")).toMatchObject({ problems: [{ row: 1, message: "The file is empty." }] });
    expect(parseFlowFile("when,much\n")).toMatchObject({
      problems: [{ message: 'The heading is "when,much"; it needs a column "date" and a column "amount".' }],
    });
  });
});
