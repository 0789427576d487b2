/**
 * The one key that seals exchange keys at rest. From EVENKEEL_MASTER_KEY, or from a file only the owner can read,
 * made at the first start. Losing it means connecting the exchanges again; it is therefore never replaced silently.
 */
import { createHmac, randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";

export interface MasterKey {
  key: Buffer;
  from: "environment" | "file";
}

export class MasterKeyError extends Error {
  override name = "MasterKeyError";
}

/** 32 bytes as 64 hex digits or as base64; null when it is neither. */
export function parseMasterKey(text: string): Buffer | null {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, "hex");
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return Buffer.from(trimmed, "base64");
  return null;
}

export function loadMasterKey(fromEnvironment: string | undefined, dataDirectory: string): MasterKey {
  if (fromEnvironment) {
    const key = parseMasterKey(fromEnvironment);
    if (!key) throw new MasterKeyError("EVENKEEL_MASTER_KEY must be 32 bytes: 64 hex digits or 44 base64 characters.");
    return { key, from: "environment" };
  }
  const path = join(dataDirectory, "master.key");
  return { key: readKeyFile(path) ?? makeKeyFile(path), from: "file" };
}

/** Distinguishes one master key from another, and reveals nothing about either: it may stand in the database. */
export function fingerprintOf(key: Buffer): string {
  return createHmac("sha256", key).update("evenkeel master key fingerprint v1").digest("hex").slice(0, 32);
}

function readKeyFile(path: string): Buffer | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new MasterKeyError(`The master key ${path} cannot be read by this user.`);
  }
  const key = parseMasterKey(text);
  if (!key)
    throw new MasterKeyError(
      `The master key ${path} is damaged: restore it from a backup, or remove it and connect your exchanges again.`,
    );
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0)
    throw new MasterKeyError(`The master key ${path} can be read by other users: run chmod 600 on it.`);
  return key;
}

function makeKeyFile(path: string): Buffer {
  const key = randomBytes(32);
  // "wx": of two processes that start at once on PostgreSQL, one makes the key and the other fails loudly.
  const descriptor = openSync(path, "wx", 0o600);
  try {
    writeSync(descriptor, `${key.toString("hex")}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return key;
}
