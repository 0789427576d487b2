import { expect, test } from "vitest";
import { withPlainSpaces } from "@/lib/format/number";
import { valueNote } from "./value-note";

const AT = Date.UTC(2026, 10, 29);

test.each([
  ["0.000000000031", "Never rebalanced it would be worth the same, all along."],
  ["-0.004", "Never rebalanced it would be worth the same, all along."],
  ["0", "Never rebalanced it would be worth the same, all along."],
  ["0.3", "The lead was <1 USDT at its widest, on 29 Nov."],
  ["-1751.2", "The gap was 1,751 USDT at its widest, on 29 Nov."],
])("a lead of %s reads: %s", (ahead, text) => {
  const note = valueNote({ now: { at: AT, ahead }, widest: { at: AT, ahead } } as never, "USDT", "UTC");
  expect(withPlainSpaces(note)).toContain(text);
});
