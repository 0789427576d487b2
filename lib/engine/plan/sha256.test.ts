/** Vectors of FIPS 180-4 and NIST CAVP, and the platform's own digest for every length around a block. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { canonicalJson } from "./plan-hash";
import { sha256Hex } from "./sha256";

test.each([
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
  ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
])("%#", (text, hash) => expect(sha256Hex(text)).toBe(hash));

test("every length around a block, and text beyond ASCII", () => {
  for (let length = 0; length < 200; length += 1) {
    const text = "ü€x".repeat(length).slice(0, length);
    expect(sha256Hex(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
  }
});

test("canonical JSON sorts keys at every depth and drops what is undefined", () => {
  expect(canonicalJson({ b: [{ d: 1, c: undefined }, null], a: "x" })).toBe('{"a":"x","b":[{"d":1},null]}');
});
