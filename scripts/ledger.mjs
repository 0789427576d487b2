/**
 * `npm run --silent ledger -- --case FILE --json`: disposals, lots and tax years of events. Runs the TypeScript as it is,
 * without a build, a database or a server; stdout carries the report and nothing else.
 */
import "./require-node.mjs";
import { existsSync } from "node:fs";
import * as module from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root, runNode } from "./runtime.mjs";

if (!existsSync(join(root, "node_modules", "zod"))) {
  console.error("The packages are not installed yet. Run npm ci (or npm start) first.");
  process.exit(1);
}
// npm changes to the project's folder; paths are meant from where the command was given.
const isByNpm = process.env.npm_lifecycle_event === "ledger" && process.env.INIT_CWD;
const from = process.env.EVENKEEL_CALLED_FROM ?? (isByNpm ? process.env.INIT_CWD : process.cwd());
const args = process.argv.slice(2);
if (process.features.typescript) {
  // This Node strips types itself (npm puts our own first on the path): no second process.
  // What was stripped and compiled once is kept, which halves the time to start.
  module.enableCompileCache?.(join(root, "node_modules", ".cache", "evenkeel"));
  await import("./resolve.mjs");
  const { main } = await import("../server/command-line/ledger/main.ts");
  process.exitCode = await main(args, from);
} else {
  const env = { EVENKEEL_CALLED_FROM: from };
  process.exitCode = await runNode([fileURLToPath(import.meta.url), ...args], { env });
}
