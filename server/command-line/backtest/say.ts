/**
 * What reaches a terminal. Names of files, columns and fields are a stranger's text: nothing in them moves the cursor,
 * colours a line or turns the direction of writing. JSON keeps them, escaped.
 */
import { printable } from "@/lib/schemas/price-file/labels";

/** Each line as it may be shown. */
export const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** JSON whose strings have no such character either: \u009b instead of it. Between strings there are only line feeds. */
export const printableJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(UNPRINTABLE, (found) =>
    found === "\n" ? found : [...Array(found.length).keys()].map((at) => escaped(found.charCodeAt(at))).join(""),
  );

const escaped = (unit: number) => `\\u${unit.toString(16).padStart(4, "0")}`;

/** Says each on stderr and returns the exit code of refused input. */
export function refuse(problems: readonly string[]): number {
  for (const problem of problems) console.error(printable(problem));
  return 2;
}
