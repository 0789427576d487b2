/**
 * The composition root: opens each part once and hands them to each other. One App per process, on globalThis,
 * because Next loads instrumentation, pages and route handlers as separate module instances.
 */
import type { Auth } from "@/server/auth/auth";
import { provideAuth } from "@/server/auth/current";
import type { Database, OpenDatabase } from "@/server/db/client";
import { ensureDataDirectory } from "@/server/db/data-dir-lock";
import { openDatabase } from "@/server/db/open";
import type { VenueDirectory } from "@/server/exchanges/registry";
import type { CapitalisationSource } from "@/server/market-data/capitalisations";
import { createCoinGecko } from "@/server/market-data/coingecko";
import { openQueue, type Queue } from "@/server/queue/boss";
import { loadMasterKey } from "@/server/secrets/master-key";
import { createVault, type Vault } from "@/server/secrets/vault";
import type { Actor, ServiceContext } from "@/server/services/context";
import { claimMasterKey } from "./claim-master-key";
import { type Env, readEnv } from "./env";
import { createLogger, type Logger } from "./log";
import { startStatus } from "./status";

export interface App {
  env: Env;
  log: Logger;
  database: OpenDatabase;
  db: Database;
  queue: Queue;
  venues: VenueDirectory;
  secrets: Vault;
  capitalisations: CapitalisationSource;
  auth: Auth;
  now: () => number;
  contextFor(actor: Actor): ServiceContext;
  /** Takes no more jobs, lets the current act finish, closes the database, gives the lock back. */
  close(): Promise<void>;
}

const holder: { evenkeelApp?: Promise<App> } & typeof globalThis = globalThis;

export function getApp(): Promise<App> {
  if (process.env.NEXT_PHASE === "phase-production-build") return leaveForRequestTime();
  holder.evenkeelApp ??= composeApp();
  return holder.evenkeelApp;
}

/** The App if it was ever opened: shutting down must not open it. */
export const openedApp = (): Promise<App> | undefined => holder.evenkeelApp;

/** A build renders pages to see which are static: whoever requests the App is not, and no database is opened for it. */
async function leaveForRequestTime(): Promise<never> {
  const { connection } = await import("next/server");
  await connection();
  throw new Error("The app is not there while it is being built.");
}

provideAuth(async () => (await getApp()).auth);

const JOB_GRACE_MS = 5_000;

async function composeApp(): Promise<App> {
  const env = readEnv(process.env);
  const log = createLogger(env.logLevel);
  ensureDataDirectory(env.dataDirectory);
  const masterKey = loadMasterKey(env.masterKey, env.dataDirectory);
  const secrets = createVault(masterKey.key, masterKey.from);
  const database = await openDatabase({
    url: env.databaseUrl,
    dataDirectory: env.dataDirectory,
    log,
    onWaiting: (reason) => {
      startStatus().waitingFor = reason;
    },
  });
  await claimMasterKey(database, masterKey, log).catch(async (error) => {
    await database.close();
    throw error;
  });
  const queue = await openQueue(database, log);
  const { createVenueDirectory, exchangeUrlsFrom } = await import("@/server/exchanges/directory");
  const venues = createVenueDirectory({ exchangeUrls: exchangeUrlsFrom(process.env) });
  const capitalisations = createCoinGecko({ url: env.capitalisationsUrl ?? undefined, now: Date.now });
  const { createAuth } = await import("@/server/auth/create-auth");
  const { deriveAuthSecret } = await import("@/server/auth/secret");
  const auth = createAuth({
    db: database.db,
    secret: deriveAuthSecret(masterKey.key),
    publicUrl: env.publicUrl,
    trustsProxy: env.trustsProxy,
    log,
  });
  const { db } = database;
  return {
    env,
    log,
    database,
    db,
    queue,
    venues,
    secrets,
    capitalisations,
    auth,
    now: Date.now,
    contextFor: (actor) => ({ db, actor, now: Date.now, venues, secrets, capitalisations, log }),
    async close() {
      startStatus().phase = "stopping";
      await (await import("@/server/services/rebalance/run/start")).stopAdvancing();
      await queue.close(JOB_GRACE_MS).catch((error) => log.warn({ err: error }, "The queue did not stop cleanly"));
      await venues.close().catch(() => {});
      await database.close();
    },
  };
}
