import { expect, test } from "vitest";
import { mergeRows } from "./use-older";

test("a refreshed first page leaves no hole and no double", () => {
  const rows = (...ids: string[]) => ids.map((id) => ({ id }));
  expect(mergeRows(rows("5", "4"), rows("4", "3", "2"))).toEqual(rows("5", "4", "3", "2"));
});
