/** The engine returns figures; lib/format makes the sentences. This reads every file of the engine for English. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findSentences } from "./find-sentences";

const ROOT = join(import.meta.dirname, "../..");

/** Files that may hold what reads like a sentence, each with its reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "lib/engine/model/asset-names.ts": "proper names of assets",
  "lib/engine/confirm/judge-prices.ts": "the name of a price's source, compared and stored as a name",
  "lib/engine/confirm/price-assets.ts": "the name of a price's source, compared and stored as a name",
  "lib/engine/ledger/jurisdictions/by-income.ts": "laws are cited by their names",
  "lib/engine/ledger/jurisdictions/flat-rates.ts": "laws are cited by their names",
  "lib/engine/ledger/jurisdictions/germany.ts": "laws are cited by their names",
  "lib/engine/ledger/jurisdictions/united-states.ts": "laws are cited by their names",
};

const sources = globSync("lib/engine/**/*.ts", { cwd: ROOT })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !path.includes(".test."));
const sentencesIn = (path: string) => findSentences(readFileSync(join(ROOT, path), "utf8"));

test("nothing in the engine is an English sentence", () => {
  const found = sources.filter((path) => !(path in EXCEPTIONS));
  expect(found.flatMap((path) => sentencesIn(path).map((sentence) => `${path}: ${sentence}`))).toEqual([]);
});

test("every exception is still needed", () => {
  expect(Object.keys(EXCEPTIONS).filter((path) => sentencesIn(path).length === 0)).toEqual([]);
});

test.each([
  ['"The weights do not sum to 100 %."', true],
  [`\`The price of \${asset} is old.\``, true],
  [`\`\${name} is both fixed and the safe target\``, true],
  ['"market-closed"', false],
  ['"base currency"', false],
  [`\`due \${cron} \${timeZone} \${from}\``, false],
  ['// The weights do not sum to "one hundred per cent".', false],
  ['throw new RangeError("The policy is resolved before it is measured.")', false],
])("%s", (source, isFound) => expect(findSentences(source).length > 0).toBe(isFound));
