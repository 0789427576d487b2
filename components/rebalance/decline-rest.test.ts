import { expect, test } from "vitest";
import { asRestChoice, REST_CHOICES, restUntil } from "./decline-rest";

test("a declined proposal rests until drift has grown, or until a time", () => {
  const now = Date.UTC(2026, 10, 28);
  const day = 86_400_000;
  expect(REST_CHOICES.map(({ value }) => restUntil(value, now))).toEqual([
    undefined,
    now + day,
    now + 7 * day,
    now + 30 * day,
  ]);
  expect(REST_CHOICES[0].label.replaceAll("\u00a0", " ")).toBe("Rest until drift grows 1.0 pp");
  expect(asRestChoice("for ever")).toBe("grown");
});
