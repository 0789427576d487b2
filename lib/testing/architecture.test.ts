/** Imports go one way, and no file stands in a circle. The table is in ./architecture; this reads every file. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isImportAllowed, MODULES, moduleOf } from "./architecture";
import { type ImportSeen, readImports } from "./read-imports";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const TOPS = ["app", "components", "server", "lib", "drizzle", "e2e"];
const EXTENSIONS = [".ts", ".tsx", "/index.ts", "/index.tsx", ".mjs", ""];

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listFiles(path);
    return /\.(tsx?|mjs)$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

/** The project path an import leads to, or null for a package. */
function resolve(from: string, written: string, files: ReadonlySet<string>): string | null {
  const base = written.startsWith("@/")
    ? posix.normalize(written.slice(2))
    : written.startsWith(".")
      ? posix.normalize(posix.join(posix.dirname(from), written))
      : null;
  if (base === null) return null;
  return EXTENSIONS.map((extension) => base + extension).find((path) => files.has(path)) ?? base;
}

const files = TOPS.flatMap((top) => listFiles(join(ROOT, top))).map((path) =>
  relative(ROOT, path).replaceAll("\\", "/"),
);
const known = new Set(files);
const importsOf = new Map<string, ImportSeen[]>(
  files.map((path) => [path, readImports(readFileSync(join(ROOT, path), "utf8"))]),
);

describe("architecture", () => {
  test("every import is allowed", () => {
    const broken: string[] = [];
    for (const [path, imports] of importsOf) {
      for (const { from, isTypeOnly } of imports) {
        const to = resolve(path, from, known);
        if (to !== null && !/\.(css|json|svg|png)$/.test(to) && !isImportAllowed(path, to, isTypeOnly)) {
          broken.push(`${path} may not import ${isTypeOnly ? "the type of " : ""}${to}`);
        }
      }
    }
    expect(broken.sort()).toEqual([]);
  });

  test("pure modules reach for no forbidden package", () => {
    const reached: string[] = [];
    for (const [path, imports] of importsOf) {
      if (/\.test\.tsx?$/.test(path)) continue;
      for (const { from, isTypeOnly } of imports) {
        const isForbidden = moduleOf(path)?.forbidden?.some((pattern) => pattern.test(from)) === true;
        if (isForbidden && !isTypeOnly) reached.push(`${path} reaches for ${from}`);
      }
    }
    expect(reached.sort()).toEqual([]);
  });

  test("lib reads neither clock nor environment", () => {
    const labelsOf = (path: string) =>
      readFileSync(join(ROOT, path), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, "");
    const reading = files
      .filter((path) => path.startsWith("lib/") && !path.startsWith("lib/testing/") && !path.includes(".test."))
      .filter((path) => /\bDate\.now\(|\bnew Date\(\)|\bprocess\.env\b|\bMath\.random\(/.test(labelsOf(path)));
    expect(reading).toEqual([]);
  });

  test("no file stands in a circle of imports", () => {
    expect(findCircles()).toEqual([]);
  });

  test("every module of the table is there, and so is every place it names", () => {
    const isThere = (place: string) => EXTENSIONS.some((extension) => existsSync(join(ROOT, place + extension)));
    const named = MODULES.flatMap(({ module, may, types = [] }) => [module, ...may, ...types]);
    expect([...new Set(named)].filter((place) => !isThere(place))).toEqual([]);
  });

  test("every source file belongs to a module", () => {
    expect(files.filter((path) => moduleOf(path) === null)).toEqual([]);
  });
});

/** Each circle once, as "a -> b -> a". Types count: files whose types lean on each other cannot be read one by one. */
function findCircles(): string[] {
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  const trail: string[] = [];
  const visit = (path: string): void => {
    state.set(path, "open");
    trail.push(path);
    for (const { from } of importsOf.get(path) ?? []) {
      const to = resolve(path, from, known);
      if (to === null || !importsOf.has(to)) continue;
      if (state.get(to) === "open") circles.push([...trail.slice(trail.indexOf(to)), to].join(" -> "));
      else if (!state.has(to)) visit(to);
    }
    trail.pop();
    state.set(path, "done");
  };
  for (const path of files) if (!state.has(path)) visit(path);
  return circles;
}
