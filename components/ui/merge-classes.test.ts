import { globSync, readFileSync } from "node:fs";
import { extendTailwindMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { mergeClasses } from "./merge-classes";

/** The measure: tailwind-merge with its default list, with our theme's names. */
const byDefault = extendTailwindMerge({
  cacheSize: 0,
  extend: {
    theme: { text: ["figure"], shadow: ["card", "float", "focus"], animate: ["float-in", "skeleton", "appear"] },
  },
});

/** Every utility some component wears, without the variants before it. */
function wornUtilities(): readonly string[] {
  const names = new Set<string>();
  for (const path of globSync("{app,components}/**/*.tsx")) {
    for (const [, literal] of readFileSync(path, "utf8").matchAll(/"([^"\n]*)"/g))
      for (const name of literal!.split(" ")) names.add(name.slice(name.lastIndexOf(":") + 1).replace(/!$/, ""));
  }
  // A utility it knows, it does not keep twice.
  return [...names].filter((name) => name !== "" && byDefault(`${name} ${name}`) === name);
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
          .some((name) => !kept.includes(name))
      )
        lost.push(`${own} by ${bend}`);
    }
  expect(lost).toEqual([]);
});
