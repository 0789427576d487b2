/** `npm run verify`: format, lint, types, dead code and the import table, in seconds and without a database. */
import "./require-node.mjs";
import { ensureInstalled } from "./install.mjs";
import { runNode } from "./runtime.mjs";

ensureInstalled();
for (const stage of [
  ["node_modules/@biomejs/biome/bin/biome", "check", "."],
  ["node_modules/typescript/bin/tsc", "-p", "."],
  ["node_modules/knip/bin/knip.js"],
  ["node_modules/vitest/vitest.mjs", "run", "lib/testing"],
]) {
  const code = await runNode(stage);
  if (code !== 0) process.exit(code);
}
