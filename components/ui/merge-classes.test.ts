import { globSync, readFileSync } from "node:fs";
import { extendTailwindMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { mergeClasses } from "./merge-classes";

/** The measure: tailwind-merge with its default list, told of our theme's names. */
const byDefault = extendTailwindMerge({
  cacheSize: 0,
  extend: {
    theme: { text: ["figure"], shadow: ["sheet", "float", "focus"], animate: ["float-in", "skeleton", "appear"] },
  },
});

/** Every utility some component wears, without the variants before it. */
function wornUtilities(): readonly string[] {
  const words = new Set<string>();
  for (const path of globSync("{app,components}/**/*.tsx")) {
    for (const [, literal] of readFileSync(path, "utf8").matchAll(/"([^"\n]*)"/g))
      for (const word of literal!.split(" ")) words.add(word.slice(word.lastIndexOf(":") + 1).replace(/!$/, ""));
  }
  // A utility it knows, it does not keep twice.
  return [...words].filter((word) => word !== "" && byDefault(`${word} ${word}`) === word);
}

const nameOf = (utility: string) => utility.replace(/^-/, "").split(/[-([]/)[0];

test("a utility in use never drives out another that the default list lets stand beside it", () => {
  const worn = wornUtilities();
  expect(worn.length).toBeGreaterThan(300);
  const lost: string[] = [];
  for (const own of worn)
    for (const bend of worn) {
      if (own === bend || nameOf(own) !== nameOf(bend)) continue;
      const kept = mergeClasses(`${own} ${bend}`).split(" ");
      if (
        byDefault(`${own} ${bend}`)
          .split(" ")
          .some((word) => !kept.includes(word))
      )
        lost.push(`${own} by ${bend}`);
    }
  expect(lost).toEqual([]);
});
