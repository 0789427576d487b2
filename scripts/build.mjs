/** Builds the app when its sources changed since the last build: a content hash, written beside the build. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findRuntime, root, runNode } from "./runtime.mjs";

const FOLDERS = ["app", "components", "lib", "server", "drizzle"];
const FILES = ["next.config.ts", "instrumentation.ts", "postcss.config.mjs", "tsconfig.json", "package-lock.json"];
const NOT_BUILT = /(\.test\.tsx?|\.bench\.ts|\.md)$/;
const hashFile = join(root, ".next", "evenkeel-build");

function* filesBelow(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (!NOT_BUILT.test(entry.name)) yield path;
  }
}

function hashSources() {
  const hash = createHash("sha256");
  const files = [
    ...FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) => [...filesBelow(folder)]),
  ];
  for (const path of [...files, ...FILES.filter((file) => existsSync(join(root, file)))])
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  return hash.digest("hex");
}

export const isBuilt = () => existsSync(hashFile) && readFileSync(hashFile, "utf8") === hashSources();

/** Ends the process when the build fails; next's own output is on the screen. */
export async function ensureBuilt() {
  const hash = hashSources();
  if (existsSync(hashFile) && readFileSync(hashFile, "utf8") === hash) return;
  findRuntime();
  console.log("Building (about half a minute) …");
  if (existsSync(hashFile)) writeFileSync(hashFile, "building");
  const code = await runNode(["node_modules/next/dist/bin/next", "build"], { env: { NODE_ENV: "production" } });
  if (code !== 0) {
    console.error("The build failed: the reason is above.");
    process.exit(1);
  }
  writeFileSync(hashFile, hash);
}
