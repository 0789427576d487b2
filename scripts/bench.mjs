/** `npm run bench`: runs each bench/*.bench.ts (or those named) and prints its figures. */
import "./require-node.mjs";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { root, runNode } from "./runtime.mjs";

ensureInstalled();
await ensureBuilt();
const wanted = process.argv.slice(2);
const folder = join(root, "bench");
const files = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((name) => name.endsWith(".bench.ts"))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();
let failed = 0;
for (const name of files) {
  const code = await runNode(["--import", "./scripts/resolve.mjs", join("bench", name)]);
  if (code !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
