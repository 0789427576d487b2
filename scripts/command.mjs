/**
 * Runs a command of `server/command-line/<name>/main.ts` as plain TypeScript, without a build, a database or a server;
 * stdout carries its report and nothing else. `npm run --silent <name> -- …` is how people call it.
 */
import "./require-node.mjs";
import { existsSync } from "node:fs";
import * as module from "node:module";
import { join } from "node:path";
import { root, runNode } from "./runtime.mjs";

/** `script` is the file npm runs; it is started again under our own Node where this one cannot strip types. */
export async function runCommand(name, script) {
  if (!existsSync(join(root, "node_modules", "zod"))) {
    console.error("The packages are not installed yet. Run npm ci (or npm start) first.");
    process.exit(1);
  }
  // npm changes to the project's folder; paths are meant from where the command was given.
  const isByNpm = process.env.npm_lifecycle_event === name && process.env.INIT_CWD;
  const from = process.env.EVENKEEL_CALLED_FROM ?? (isByNpm ? process.env.INIT_CWD : process.cwd());
  const args = process.argv.slice(2);
  if (process.features.typescript) {
    // This Node strips types itself (npm puts our own first on the path): no second process.
    // What was stripped and compiled once is kept, which halves the time to start.
    module.enableCompileCache?.(join(root, "node_modules", ".cache", "evenkeel"));
    await import("./resolve.mjs");
    const { main } = await import(`../server/command-line/${name}/main.ts`);
    process.exitCode = await main(args, from);
  } else {
    const env = { EVENKEEL_CALLED_FROM: from };
    process.exitCode = await runNode([script, ...args], { env });
  }
}
