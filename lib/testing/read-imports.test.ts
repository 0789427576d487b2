import { describe, expect, test } from "vitest";
import { isImportAllowed } from "./architecture";
import { readImports } from "./read-imports";

describe("readImports", () => {
  test.each([
    ['import { a } from "@/lib/money";', [{ from: "@/lib/money", isTypeOnly: false }]],
    ['import type { A } from "./a";', [{ from: "./a", isTypeOnly: true }]],
    ['import { type A, type B } from "./a";', [{ from: "./a", isTypeOnly: true }]],
    ['import { type A, b } from "./a";', [{ from: "./a", isTypeOnly: false }]],
    ['import {\n  a,\n  b,\n} from "../b";', [{ from: "../b", isTypeOnly: false }]],
    ['export * from "./a";', [{ from: "./a", isTypeOnly: false }]],
    ['export type { A } from "./a";', [{ from: "./a", isTypeOnly: true }]],
    ['import "./styles.css";', [{ from: "./styles.css", isTypeOnly: false }]],
    ['const x = await import("./lazy");', [{ from: "./lazy", isTypeOnly: false }]],
    ['// import { a } from "./no";', []],
    ['/* import { a } from "./no"; */', []],
    ['export const text = "from here";', []],
  ])("%s", (source, seen) => {
    expect(readImports(source)).toEqual(seen);
  });
});

describe("the import table", () => {
  test.each([
    ["lib/engine/plan/a.ts", "lib/engine/decide/b.ts", false, true],
    ["lib/engine/decide/a.ts", "lib/engine/plan/b.ts", false, false],
    ["lib/engine/decide/a.ts", "lib/engine/plan/b.ts", true, false],
    ["lib/schemas/a.ts", "lib/engine/model/index.ts", false, true],
    ["lib/schemas/a.ts", "lib/engine/plan/b.ts", false, false],
    ["server/exchanges/ccxt/client/client.ts", "server/db/client.ts", true, false],
    ["server/services/a/b.ts", "server/exchanges/registry.ts", true, true],
    ["server/services/a/b.ts", "server/exchanges/ccxt/client/client.ts", false, false],
    ["server/services/a/b.ts", "server/exchanges/venue.ts", false, true],
    ["components/trpc/client.ts", "server/routers/index.ts", true, true],
    ["components/trpc/client.ts", "server/routers/index.ts", false, false],
    ["lib/engine/plan/a.test.ts", "lib/testing/builders.ts", false, true],
  ])("%s -> %s (type only: %s) is open: %s", (from, to, isTypeOnly, isOpen) => {
    expect(isImportAllowed(from, to, isTypeOnly)).toBe(isOpen);
  });
});
