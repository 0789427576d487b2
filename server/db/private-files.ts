/**
 * What stands in the data directory is for its owner alone: the database has every holding and every session in it.
 *
 *   directories 0700, files 0600, whatever made them and under whichever umask
 *
 * New files come out so (the umask, and a hook in durable-files.ts, because PGlite sets modes of its own); what an
 * older version left open is repaired at each start. Links are left alone: what they lead to is not ours to change.
 */
import { chmodSync, lstatSync, readdirSync, type Stats } from "node:fs";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";
import { DataDirectoryError } from "./data-directory-error";

/** What a umask takes away, and what no file of ours may have: everything from group and others. */
export const OTHERS = 0o077;

/** Windows keeps no such modes. */
const HAS_MODES = process.platform !== "win32";

/** From here on this process makes nothing that others can read. Threads share the umask and may not set it. */
export function keepNewFilesPrivate(): void {
  if (isMainThread) process.umask(OTHERS);
}

/** Repairs the whole tree; throws DataDirectoryError where it may not, or where the file system keeps no modes. */
export function makePrivate(root: string): void {
  if (HAS_MODES) repair(root, root);
}

function repair(path: string, root: string): void {
  const found = orRefuse(path, root, () => lstatSync(path));
  if (found === undefined) return;
  const wanted = wantedMode(found);
  if (wanted === null) return;
  if ((found.mode & 0o7777) !== wanted) setMode(path, wanted, root);
  if (!found.isDirectory()) return;
  for (const name of orRefuse(path, root, () => readdirSync(path)) ?? []) repair(join(path, name), root);
}

/** An executable stays one for its owner. null: neither file nor directory. */
function wantedMode(found: Stats): number | null {
  if (found.isDirectory()) return 0o700;
  return found.isFile() ? (found.mode & 0o700) | 0o600 : null;
}

function setMode(path: string, mode: number, root: string): void {
  orRefuse(path, root, () => chmodSync(path, mode));
  const kept = orRefuse(path, root, () => lstatSync(path));
  if (kept !== undefined && (kept.mode & OTHERS) !== 0)
    throw new DataDirectoryError(
      `Other users of this machine can read ${path}, and its file system keeps no permissions. Set EVENKEEL_DATA_DIR to a place on one that does.`,
    );
}

/**
 * What is not ours to read or to change belongs to another user: says so, with the command that mends it. undefined:
 * the path is gone; a database that runs takes temporary files away while we walk.
 */
function orRefuse<T>(path: string, root: string, act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT") return undefined;
    if (code !== "EPERM" && code !== "EACCES") throw error;
    const place = inShell(root);
    const command = `sudo chown -R ${process.geteuid?.()} ${place} && sudo chmod -R u=rwX,go= ${place}`;
    throw new DataDirectoryError(
      `${path} belongs to another user, so Evenkeel cannot keep others from reading it. Run this, then start again: ${command}`,
    );
  }
}

/** As a shell takes it for one word. */
const inShell = (text: string) => (/^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
