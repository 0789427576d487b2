import { expect, test } from "vitest";
import { newId } from "./id";

test("ids for one instant sort in the order they were made, whatever was made in between", () => {
  const noon = Date.UTC(2026, 10, 22, 12);
  const ids = Array.from({ length: 50_000 }, (_, index) => {
    newId(noon + (index % 3) * 1_000);
    return newId(noon);
  });
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("later instants sort later", () => {
  expect(newId(1_700_000_000_000) < newId(1_700_000_000_001)).toBe(true);
});
