import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadMasterKey } from "./master-key";

const BYTES = Buffer.alloc(32, 7);
let directory: string;
const file = () => join(directory, "master.key");

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "evenkeel-key-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("the first start makes a key only its owner can read; the second finds it", () => {
  const made = loadMasterKey(undefined, directory);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(loadMasterKey(undefined, directory)).toEqual(made);
});

test.each([BYTES.toString("hex"), BYTES.toString("base64"), BYTES.toString("base64url")])(
  "the environment's key is taken as %s and no file is made",
  (text) => {
    expect(loadMasterKey(text, directory)).toEqual({ key: BYTES, from: "environment" });
    expect(() => readFileSync(file())).toThrow();
  },
);

test.each(["abc", "z".repeat(64), "0".repeat(63)])("a key of another form is refused: %s", (text) => {
  expect(() => loadMasterKey(text, directory)).toThrow("EVENKEEL_MASTER_KEY must be 32 bytes");
});

test("a damaged key file is never replaced silently", () => {
  writeFileSync(file(), "half a key", { mode: 0o600 });
  expect(() => loadMasterKey(undefined, directory)).toThrow("damaged");
  expect(readFileSync(file(), "utf8")).toBe("half a key");
});

test("a key file that others can read is refused with the way out", () => {
  loadMasterKey(undefined, directory);
  chmodSync(file(), 0o644);
  expect(() => loadMasterKey(undefined, directory)).toThrow("chmod 600");
});
