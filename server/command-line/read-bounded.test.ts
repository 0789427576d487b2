import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readBounded } from "./read-bounded";

const folder = mkdtempSync(join(tmpdir(), "evenkeel-bounded-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a file is read whole up to the bound, and not at all beyond it", () => {
  const file = join(folder, "a");
  writeFileSync(file, "x".repeat(3_000_000));
  expect(readBounded(file, 3_000_000)).toHaveLength(3_000_000);
  expect(readBounded(file, 2_999_999)).toBeNull();
});

test("a device that never ends is no file", () => {
  expect(readBounded("/dev/zero", 2_000_000)).toBeNull();
});
