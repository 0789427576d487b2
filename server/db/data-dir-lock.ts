/**
 * One process per data directory. PGlite does not lock its files: two processes would both write, and rows that were
 * acknowledged would vanish. An exclusive transaction on a SQLite file is a lock the kernel gives back however the
 * process ends, kill -9 included; the holder's pid stands in a file beside it, for the sentence a second one gets.
 */
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DataDirectoryError } from "./data-directory-error";
import { keepNewFilesPrivate, makePrivate } from "./private-files";

export { DataDirectoryError };

export interface DataDirLock {
  release(): void;
}

/**
 * Makes the directory when it is missing, and what stands in it unreadable for everybody else; says in one sentence
 * when it cannot be used.
 */
export function ensureDataDirectory(directory: string): void {
  keepNewFilesPrivate();
  try {
    makeDirectory(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new DataDirectoryError(
      `Evenkeel cannot write to its data directory ${directory}. Make it writable for this user, or set EVENKEEL_DATA_DIR to another place.`,
    );
  }
  makePrivate(directory);
}

/** A first start as root leaves files that this user may only read: SQLite would then lock nothing, and say nothing. */
function refuseForeign(paths: readonly string[]): void {
  for (const path of paths)
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") continue;
      throw new DataDirectoryError(
        `Evenkeel cannot write to ${path}: it belongs to another user. Give the whole data directory to this one.`,
      );
    }
}

/** Level by level: Node's own recursive mkdir never returns on file systems that refuse with "not found", like /proc. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory));
  mkdirSync(directory);
}

export function lockDataDirectory(directory: string): DataDirLock {
  ensureDataDirectory(directory);
  const pidFile = join(directory, "lock.pid");
  const lockFile = join(directory, "lock.sqlite");
  refuseForeign([lockFile, pidFile, join(directory, "postgres")]);
  const sqlite = new DatabaseSync(lockFile);
  try {
    sqlite.exec("PRAGMA busy_timeout=0; PRAGMA journal_mode=MEMORY; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    sqlite.close();
    if (!/locked/.test(String(error))) throw error;
    throw new DataDirectoryError(
      `Another Evenkeel (pid ${holderOf(pidFile)}) is using the data directory ${directory}. Stop it first, or set EVENKEEL_DATA_DIR to another place.`,
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  let isHeld = true;
  return {
    release() {
      if (!isHeld) return;
      isHeld = false;
      sqlite.exec("ROLLBACK");
      sqlite.close();
    },
  };
}

function holderOf(pidFile: string): string {
  try {
    return readFileSync(pidFile, "utf8").trim() || "unknown";
  } catch {
    return "unknown";
  }
}
