/** Files that options name, as text, or why they cannot be read. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { readBounded } from "../read-bounded";
import type { Given } from "./options";

/** Why an option is not taken, a line each. */
export class Refusal {
  readonly lines: readonly string[];
  constructor(...lines: string[]) {
    this.lines = lines;
  }
}

/** The text of the file an option names; null where it is not given. */
export function readText(given: Given, name: string, from: string): string | null | Refusal {
  const path = given.get(name);
  return path === undefined ? null : readFile(name, path, from);
}

export function readFile(name: string, path: string, from: string): string | Refusal {
  const bytes = readBytes(name, path, from);
  return bytes instanceof Refusal ? bytes : bytes.toString("utf8");
}

export function readBytes(name: string, path: string, from: string): Buffer | Refusal {
  try {
    if (statSync(resolve(from, path)).isDirectory()) return new Refusal(`--${name}: ${path} is a folder; name a file.`);
    return readBounded(resolve(from, path)) ?? new Refusal(`--${name}: ${path}: it is larger than 128 MB.`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why =
      { ENOENT: "there is no such file", EACCES: "it may not be read" }[code] ?? `it cannot be read (${code})`;
    return new Refusal(`--${name}: ${path}: ${why}.`);
  }
}
