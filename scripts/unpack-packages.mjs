/**
 * Debian packages without being root: apt downloads what the system lacks into a folder of ours, dpkg unpacks it there.
 * Nothing outside .cache is touched; a second run finds it unpacked.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./runtime.mjs";

/** Resolves to the root of the unpacked tree, or null where apt cannot help. */
export function unpackPackages(name, packages) {
  const done = join(root, ".cache", name);
  if (existsSync(done)) return done;
  if (!existsSync("/usr/bin/apt-get")) return null;
  const work = join(root, ".cache", `${name}-unfinished`);
  rmSync(work, { recursive: true, force: true });
  for (const folder of ["lists/partial", "cache/archives/partial", "tree"])
    mkdirSync(join(work, folder), { recursive: true });

  const settings = [
    `Dir::State::Lists=${join(work, "lists")}`,
    `Dir::Cache=${join(work, "cache")}`,
    "Dir::State::Status=/var/lib/dpkg/status",
    "Debug::NoLocking=1",
    "APT::Sandbox::User=",
  ].flatMap((setting) => ["-o", setting]);
  const apt = (...args) => spawnSync("apt-get", [...settings, ...args], { stdio: "ignore" }).status === 0;
  if (!apt("update")) return null;
  if (!apt("install", "-y", "--no-install-recommends", "--download-only", ...packages)) return null;

  const archives = join(work, "cache", "archives");
  for (const file of readdirSync(archives).filter((entry) => entry.endsWith(".deb")))
    if (spawnSync("dpkg-deb", ["-x", join(archives, file), join(work, "tree")], { stdio: "ignore" }).status !== 0)
      return null;
  renameSync(join(work, "tree"), done);
  rmSync(work, { recursive: true, force: true });
  return done;
}
