/** Every environment variable Evenkeel knows, checked once at start. README has the same list for people. */
import { resolve } from "node:path";
import { z } from "zod";

const flag = z
  .enum(["", "0", "1", "true", "false"], { error: "must be 1 or 0" })
  .default("0")
  .transform((text) => text === "1" || text === "true");
/** An empty variable counts as unset: compose files write them so. */
const optional = z
  .string()
  .optional()
  .transform((text) => text?.trim() || null);

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const Variables = z.object({
  /** Address to listen on. Anything but 127.0.0.1 lets other machines in. */
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number({ error: "must be a port number" }).int().min(0).max(65_535).default(3000),
  /** Where the embedded database and the master key live. */
  EVENKEEL_DATA_DIR: z.string().default(".data"),
  /** postgres://… switches from the embedded database to PostgreSQL. */
  DATABASE_URL: optional.refine((url) => url === null || /^postgres(ql)?:\/\//.test(url), {
    error: "must start with postgres://",
  }),
  /** 32 bytes, hex or base64, that seal exchange keys; without it a file in the data directory is used. */
  EVENKEEL_MASTER_KEY: z.string().optional(),
  /** The address people use when a proxy stands before us: https://evenkeel.example.org */
  EVENKEEL_URL: optional.refine((url) => url === null || (URL.canParse(url) && /^https?:/.test(url)), {
    error: "must be a web address, as in https://evenkeel.example.org",
  }),
  /** 1: trust the visitor's address as the nearest proxy wrote it. */
  TRUST_PROXY: flag,
  /** Another address that speaks CoinGecko's public API: a mirror, a proxy, a test's server. */
  CAPITALISATIONS_URL: optional.refine((url) => url === null || (URL.canParse(url) && /^https?:/.test(url)), {
    error: "must be a web address, as in https://api.example.org/v3",
  }),
  /** Bearer token of POST /api/cron, for an outside scheduler. */
  CRON_SECRET: optional.refine((secret) => secret === null || secret.length >= 16, {
    error: "must have at least 16 characters",
  }),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}` }).default("info"),
  /** 0: this process serves pages only; another one on the same PostgreSQL does the work. */
  EVENKEEL_WORKER: flag,
  /** 1: opens /api/scenarios, which builds named worlds for tests and demonstrations. Never in production. */
  ENABLE_SCENARIOS: flag,
});

export interface Env {
  host: string;
  port: number;
  dataDirectory: string;
  databaseUrl: string | null;
  masterKey: string | undefined;
  publicUrl: string | null;
  trustsProxy: boolean;
  capitalisationsUrl: string | null;
  cronSecret: string | null;
  logLevel: string;
  isWorker: boolean;
  hasScenarios: boolean;
}

export class EnvError extends Error {
  override name = "EnvError";
}

export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Variables.safeParse({ ...present, EVENKEEL_WORKER: present.EVENKEEL_WORKER ?? "1" });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new EnvError(`${issue?.path.join(".")} ${issue?.message}.`);
  }
  const found = parsed.data;
  return {
    host: found.HOST,
    port: found.PORT,
    dataDirectory: resolve(found.EVENKEEL_DATA_DIR),
    databaseUrl: found.DATABASE_URL,
    masterKey: found.EVENKEEL_MASTER_KEY,
    publicUrl: found.EVENKEEL_URL,
    capitalisationsUrl: found.CAPITALISATIONS_URL,
    trustsProxy: found.TRUST_PROXY,
    cronSecret: found.CRON_SECRET,
    logLevel: found.LOG_LEVEL,
    isWorker: found.EVENKEEL_WORKER,
    hasScenarios: found.ENABLE_SCENARIOS,
  };
}
