/** The command run as people run it, for tests: a process of its own, its two streams and its exit code. */
import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../../..");
const SCRIPT = join(ROOT, "scripts/backtest.mjs");

/** A folder of the test's own, so that relative paths are distinct from the project's. */
export const makeFolder = (): string => mkdtempSync(join(tmpdir(), "evenkeel-backtest-"));

export const write = (folder: string, name: string, content: unknown): string => {
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  return name;
};

export function spawnCommand(args: readonly string[], cwd: string, stdio?: SpawnSyncOptions["stdio"]) {
  const env = { ...process.env };
  delete env.npm_lifecycle_event;
  const options = { cwd, env, encoding: "utf8", ...(stdio && { stdio }) } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], options);
  return { status, stdout, stderr };
}
