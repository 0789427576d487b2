/** `npm ci` when what is installed is not what package-lock.json says; a few milliseconds when it is. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./runtime.mjs";

const readLock = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : null);

/** True when every package the lock names is installed in that version; one for another platform may be missing. */
function isInstalled() {
  const wanted = readLock(join(root, "package-lock.json"));
  const found = readLock(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !found) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === "" || (found[path] ? found[path].version === version : optional || devOptional || peer),
  );
}

export function ensureInstalled() {
  if (isInstalled()) return;
  console.log("Installing packages (the first time takes a minute or two) …");
  const args = [
    "ci",
    "--ignore-scripts",
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const npmCli = process.env.npm_execpath;
  const result = npmCli?.endsWith(".js")
    ? spawnSync(process.execPath, [npmCli, ...args], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (result.status !== 0) {
    console.error("The packages could not be installed: npm's own output is above. Is the network reachable?");
    process.exit(1);
  }
}
