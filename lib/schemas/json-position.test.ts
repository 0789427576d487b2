import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEPTH_MAX, parseJson } from "./json-position";

const TOO_DEEP = `Brackets are nested more than ${DEPTH_MAX} deep. No policy needs that.`;
const nested = (depth: number, open: string, inner: string, close: string) =>
  open.repeat(depth) + inner + close.repeat(depth);

test("a byte order mark is none of the text", () => {
  expect(parseJson('\ufeff{ "a": 1 }')).toEqual({ ok: true, value: { a: 1 } });
});

test.each<[string, string, object]>([
  ["a bare name", "x", { line: 1, column: 1, message: 'Expected a value, found "x".' }],
  ["a comma too many", '{\n  "a": 1,\n}', { line: 3, column: 1, message: 'A comma before "}" is one too many.' }],
  ["an open list", "[1, 2", { line: 1, column: 6, message: 'Expected "," or "]", found the end of the text.' }],
  ["an open text", '{"a": "b}', { line: 1, column: 7, message: expect.stringContaining("no closing quote") }],
  ["nothing", "", { line: 1, column: 1, message: "Expected a value, found the end of the text." }],
])("%s is refused with its place", (_, text, refusal) => expect(parseJson(text)).toEqual({ ok: false, ...refusal }));

describe("text that is nested too deep is refused by its first bracket too many, whatever follows", () => {
  test.each<[string, string]>([
    ["100,000 brackets", "[".repeat(100_000)],
    ["100,000 brackets, closed again", nested(100_000, "[", "", "]")],
    ["100,000 braces", "{".repeat(100_000)],
    ["brackets after the bound", nested(DEPTH_MAX + 1, "[", "1", "]")],
    ["brackets among nonsense", `${"[".repeat(200_000)}x`],
  ])("%s", (_, text) =>
    expect(parseJson(text)).toEqual({ ok: false, line: 1, column: DEPTH_MAX + 1, message: TOO_DEEP }),
  );

  test("objects in objects, a line each", () => {
    expect(parseJson(nested(50_000, '{"a":\n', "1", "}"))).toEqual({
      ok: false,
      line: DEPTH_MAX + 1,
      column: 1,
      message: TOO_DEEP,
    });
  });
});

test("what is deep enough is read, and brackets inside texts do not count", () => {
  expect(parseJson(nested(DEPTH_MAX, "[", "", "]")).ok).toBe(true);
  expect(parseJson(JSON.stringify({ text: `\\"${"[{".repeat(50_000)}` })).ok).toBe(true);
  expect(parseJson(`[${Array.from({ length: 50_000 }, () => "[]").join(",")}]`).ok).toBe(true);
});

test("it says yes to what the platform reads, and no to the rest", () => {
  const bit = fc.constantFrom(
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    '"',
    "\\",
    "a",
    "1",
    "-",
    "e",
    ".",
    "true",
    "null",
    " ",
    "\n",
  );
  fc.assert(
    fc.property(
      fc.array(bit, { maxLength: 12 }).map((bits) => bits.join("")),
      (text) => {
        let value: unknown;
        let isJson = true;
        try {
          value = JSON.parse(text);
        } catch {
          isJson = false;
        }
        const verdict = parseJson(text);
        expect(verdict.ok).toBe(isJson);
        if (verdict.ok) expect(verdict.value).toEqual(value);
      },
    ),
    { numRuns: 3_000 },
  );
});
