/**
 * Opens the database this installation uses and brings it up to date: PostgreSQL when a URL is given, else the
 * embedded one under the data directory, whose lock is held until close. PostgreSQL that does not answer yet is
 * waited for, and said so; what can never work (wrong password, no such database) is not waited for.
 */
import { join } from "node:path";
import type { Logger } from "@/server/runtime/log";
import type { OpenDatabase } from "./client";
import { lockDataDirectory } from "./data-dir-lock";
import { migrate } from "./migrate";

/** PostgreSQL answered, and will never let us in as we are: the owner must mend DATABASE_URL. */
export class DatabaseRefusedError extends Error {
  override name = "DatabaseRefusedError";
}

export interface OpenOptions {
  url: string | null;
  dataDirectory: string;
  log: Logger;
  /** Called with a sentence while PostgreSQL does not answer, and with null once it does. */
  onWaiting?: (reason: string | null) => void;
  waitMs?: number;
}

export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  return options.url === null ? openOwn(options.dataDirectory) : openServer(options.url, options);
}

async function openOwn(dataDirectory: string): Promise<OpenDatabase> {
  const lock = lockDataDirectory(dataDirectory);
  try {
    const { openEmbedded } = await import("./embedded");
    const database = await openEmbedded(join(dataDirectory, "postgres"));
    await migrate(database);
    return {
      ...database,
      close: async () => {
        await database.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openServer(url: string, { log, onWaiting, waitMs = 2_000 }: OpenOptions): Promise<OpenDatabase> {
  const { openPostgres } = await import("./postgres");
  const database = openPostgres(url, {
    onLost: (error) => log.warn({ err: error }, "A database connection was lost; the next query opens another"),
  });
  for (let attempt = 1; ; attempt += 1) {
    try {
      await migrate(database);
      onWaiting?.(null);
      return database;
    } catch (error) {
      if (!isWorthWaiting(error)) {
        await database.close();
        throw isRefusal(error)
          ? new DatabaseRefusedError(`The database at ${placeOf(url)} refuses: ${reasonOf(error)}. Check DATABASE_URL.`)
          : error;
      }
      const reason = `Waiting for the database at ${placeOf(url)}: ${reasonOf(error)}.`;
      if (attempt === 1 || attempt % 15 === 0) log.warn(reason);
      onWaiting?.(reason);
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

/** Network troubles and PostgreSQL's own "starting up", "shutting down", "too many connections". */
const PASSING_CODES = /^(E[A-Z]+|EAI_AGAIN|57P0[123]|53300|08\d{3})$/;

function isWorthWaiting(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string") return PASSING_CODES.test(cause.code);
    if (/timeout|terminated|Connection/i.test(cause.message)) return true;
  }
  return false;
}

/** Wrong user or password, no such database, not allowed to connect or to make tables. */
const REFUSAL_CODES = /^(28\w{3}|3D000|42501)$/;

function isRefusal(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ("code" in cause && REFUSAL_CODES.test(String(cause.code))) return true;
  return false;
}

function reasonOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ("code" in cause && cause.code === "ECONNREFUSED") return "connection refused";
    else if (cause.cause === undefined) return cause.message.replace(/\.$/, "") || cause.name;
  return "no answer";
}

/** Host and database, never user or password. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return "DATABASE_URL";
  const { host, pathname, searchParams } = new URL(url);
  return `${host || searchParams.get("host") || "localhost"}${pathname}`;
}
