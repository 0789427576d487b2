import { DrizzleQueryError } from "drizzle-orm";
import { expect, test } from "vitest";
import { redactText } from "./log";

test("the values of a failed query are not logged, neither in its message nor in its stack", () => {
  const error = new DrizzleQueryError('insert into "sessions" values ($1, $2)', ["tok-123\nsecond line", "hash-456"]);
  for (const text of [redactText(error.message), redactText(error.stack ?? "")]) {
    expect(text).toContain('insert into "sessions"');
    expect(text).not.toMatch(/tok-123|second line|hash-456/);
  }
  expect(redactText(error.stack ?? "")).toContain("log.test");
});

test("signatures and keys are taken out of addresses and texts", () => {
  const text = redactText("GET https://x.test/api?timestamp=1&signature=abc failed: apiKey=k-789 refused");
  expect(text).toBe("GET https://x.test/api?[redacted] failed: apiKey=[redacted] refused");
});
