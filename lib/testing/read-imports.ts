/** Reads the imports out of TypeScript text: static, re-exported, type-only and dynamic ones with a literal name. */
export interface ImportSeen {
  /** As written: "@/lib/money", "./decimal", "zod". */
  from: string;
  isTypeOnly: boolean;
}

const STATIC = /^\s*(import|export)\s+(type\s+)?([^;'"]*?\sfrom\s+)?["']([^"'\n]+)["']/gm;
const DYNAMIC = /\bimport\(\s*["']([^"'\n]+)["']\s*\)/g;

export function readImports(source: string): ImportSeen[] {
  const text = withoutComments(source);
  const seen: ImportSeen[] = [];
  for (const match of text.matchAll(STATIC)) {
    const [, verb, typeLabel, clause, from] = match;
    // `export "x"` is no import; `import "x"` is one, for its effects.
    if (verb === "export" && clause === undefined) continue;
    seen.push({ from: from!, isTypeOnly: typeLabel !== undefined || hasOnlyTypes(clause ?? "") });
  }
  for (const match of text.matchAll(DYNAMIC))
    seen.push({ from: match[1]!, isTypeOnly: isTypeImport(text, match.index) });
  return seen;
}

/** `import { type A, type B } from` brings nothing to run. */
function hasOnlyTypes(clause: string): boolean {
  const names = clause.match(/^\s*\{([^}]*)\}\s*from\s*$/)?.[1];
  if (names === undefined) return false;
  const parts = names.split(",").map((part) => part.trim());
  return parts.some((part) => part !== "") && parts.every((part) => part === "" || part.startsWith("type "));
}

/** `typeof import("x")` and `import("x").Name` in a type position are types. */
function isTypeImport(text: string, index: number): boolean {
  return /(typeof|:|<|\|)\s*$/.test(text.slice(Math.max(0, index - 12), index));
}

/** Blanks comments out, lengths kept; strings are left alone. */
export function withoutComments(source: string): string {
  return source.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (all, text) => (text === undefined ? all.replace(/[^\n]/g, " ") : all),
  );
}
