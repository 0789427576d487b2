/**
 * A ServiceContext for tests: an owner row, a clock that moves only when set, venues by script, and a queue that
 * only writes down what was enqueued.
 */
import { randomBytes } from "node:crypto";
import { users } from "@/drizzle/schema";
import type { Database } from "@/server/db/client";
import type { VenueDirectory, VenueSpec } from "@/server/exchanges/registry";
import { type Venue, VenueError } from "@/server/exchanges/venue";
import type { JobName } from "@/server/queue/catalog";
import { provideJobSender } from "@/server/queue/enqueue";
import { createLogger } from "@/server/runtime/log";
import { createVault } from "@/server/secrets/vault";
import type { ServiceContext } from "@/server/services/context";
import { newId } from "@/server/services/id";

export const TEST_NOW = Date.UTC(2026, 0, 15, 12, 0, 0);

export interface SentJob {
  name: JobName;
  payload: object;
  notBefore: number | null;
}

export interface TestContext extends ServiceContext {
  ownerId: string;
  /** Moves the clock. */
  advance(ms: number): void;
  /** What was enqueued since this context was made, oldest first. */
  sentJobs: SentJob[];
}

/** Venues by id; "*" answers for any id. A function gets the spec, as the real directory does. */
export type VenueScript = Readonly<Record<string, Venue | ((spec: VenueSpec) => Venue | Promise<Venue>)>>;

export function scriptedDirectory(script: VenueScript): VenueDirectory {
  return {
    async open(spec) {
      const found = script[spec.venueId] ?? script["*"];
      if (!found) throw new Error(`No venue was scripted for ${spec.venueId}.`);
      return typeof found === "function" ? found(spec) : found;
    },
    forget: async () => {},
    describeExchanges: async () => [],
    candles: async (exchangeId) => {
      throw new VenueError("unsupported", `No candles were scripted for ${exchangeId}.`);
    },
    close: async () => {},
  };
}

export interface TestContextOptions extends Partial<Omit<ServiceContext, "db">> {
  startAt?: number;
  script?: VenueScript;
}

/** Inserts a fresh owner, so that tests of one file do not see each other's rows. */
export async function testContext(
  database: { db: Database },
  { startAt = TEST_NOW, script = {}, ...overrides }: TestContextOptions = {},
): Promise<TestContext> {
  let now = startAt;
  const ownerId = newId(now);
  await database.db.insert(users).values({ id: ownerId, name: "Ada", email: `${ownerId}@example.com` });
  const sentJobs: SentJob[] = [];
  provideJobSender({
    send: async (_tx, name, payload, { notBefore }) =>
      void sentJobs.push({ name, payload, notBefore: notBefore ?? null }),
  });
  return {
    db: database.db,
    actor: { kind: "owner", userId: ownerId, name: "Ada" },
    now: () => now,
    monotonic: overrides.now ?? (() => now),
    venues: scriptedDirectory(script),
    secrets: createVault(randomBytes(32), "file"),
    capitalisations: null,
    log: createLogger("silent"),
    ...overrides,
    ownerId,
    advance: (ms) => {
      now += ms;
    },
    sentJobs,
  };
}
