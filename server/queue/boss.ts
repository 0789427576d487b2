/**
 * The queue: pg-boss in the same database as everything else, embedded or PostgreSQL. A worker is woken by a
 * notification, fetches again after each job until the queue is empty, and polls every two seconds besides:
 * notifications that come while a job runs are one, and one that was lost is made good by the poll. A job may run more
 * than once (a killed worker's job runs again after about eleven seconds): handlers are written so that a second run
 * finds the work done.
 */
import { type SQL, sql } from "drizzle-orm";
import { fromDrizzle, fromPglite, type Job, PgBoss, type WorkOptions } from "pg-boss";
import type { OpenDatabase, Transaction } from "@/server/db/client";
import { type Logger, redactText } from "@/server/runtime/log";
import { JOB_CATALOG, JOB_NAMES, JOB_SCHEDULES, type JobHandlers, type JobName, subjectOf } from "./catalog";
import { type JobSender, provideJobSender } from "./enqueue";

export interface JobFailure {
  name: JobName;
  at: number;
  message: string;
}

export interface Queue extends JobSender {
  /** Sends outside a transaction. */
  sendNow(name: JobName, payload: object): Promise<void>;
  work(handlers: JobHandlers): Promise<void>;
  /** The last failures of this process, newest first: the health page shows them. */
  readonly failures: readonly JobFailure[];
  /** Takes no more jobs; waits for the current ones up to `graceMs`. */
  close(graceMs: number): Promise<void>;
}

const POLL_SECONDS = 2;
const FAILURES_CACHED = 20;
const NO_JOB = "00000000-0000-4000-8000-000000000000";
/** One rebalance at a time may wait for an exchange while another one moves. */
const CONCURRENCY: Partial<Record<JobName, number>> = { "advance-rebalance": 4, "evaluate-portfolio": 2 };

export interface QueueOptions {
  /** How often a worker fetches although nobody notified it. */
  pollSeconds?: number;
}

export async function openQueue(
  database: OpenDatabase,
  log: Logger,
  { pollSeconds = POLL_SECONDS }: QueueOptions = {},
): Promise<Queue> {
  // Where notifications come pg-boss polls by the second figure alone, and every 30 s unless set otherwise.
  const polling = { pollingIntervalSeconds: pollSeconds, notifyPollingIntervalSeconds: pollSeconds };
  const boss = new PgBoss({
    ...(database.kind === "embedded"
      ? { db: fromPglite(database.pglite), backend: "pglite" as const }
      : { connectionString: database.url, max: 4, application_name: "evenkeel-queue" }),
    useListenNotify: true,
    superviseIntervalSeconds: 30,
    monitorIntervalSeconds: 30,
  });
  boss.on("error", (error) => log.warn({ err: error }, "The queue met an error; it tries again"));
  await boss.start();
  await Promise.all(JOB_NAMES.map((name) => prepareQueue(boss, name)));

  const failures: JobFailure[] = [];
  const sendWith = async (how: SendOptions, name: JobName, payload: object) =>
    void (await boss.send(name, payload, { ...how, ...uniquenessOf(name, payload, how) }));

  const queue: Queue = {
    failures,
    send: (tx, name, payload, { notBefore }) =>
      sendWith(
        {
          db: inTransaction(tx),
          ...(notBefore === undefined ? {} : { startAfter: new Date(notBefore) }),
        },
        name,
        payload,
      ),
    sendNow: (name, payload) => sendWith({}, name, payload),
    async work(handlers) {
      for (const name of JOB_NAMES) {
        const run = async (job: Job<object>) => {
          try {
            // The catalog pairs each name with its payload; the loop variable loses that pairing.
            const handler = handlers[name] as (payload: object, signal: AbortSignal) => Promise<void>;
            await handler(JOB_CATALOG[name].payload.parse(job.data ?? {}), job.signal);
          } catch (error) {
            const message = redactText(error instanceof Error ? error.message : String(error));
            failures.unshift({ name, at: Date.now(), message });
            failures.length = Math.min(failures.length, FAILURES_CACHED);
            log.error({ err: error, job: name, payload: job.data }, "A job failed");
            throw new Error(message);
          }
        };
        for (let worker = 0; worker < (CONCURRENCY[name] ?? 1); worker += 1)
          await startWorker(boss, name, { ...polling, ...oneAtATime(name) }, run);
      }
      for (const { name, cron } of JOB_SCHEDULES) await boss.schedule(name, cron, {});
    },
    close: (graceMs) => boss.stop({ graceful: true, timeout: graceMs, close: true }),
  };
  provideJobSender(queue);
  return queue;
}

type SendOptions = Parameters<PgBoss["send"]>[2] & object;

/** A job that shall wait for a later time must not swallow one that is requested now: it has a key of its own. */
function uniquenessOf(name: JobName, payload: object, { startAfter }: SendOptions): SendOptions {
  if (!JOB_CATALOG[name].isUnique) return {};
  const subject = subjectOf(name, payload);
  const about = subject ?? name;
  const singletonKey = startAfter instanceof Date ? `${about} ${startAfter.getTime()}` : about;
  return { singletonKey, ...(subject === null ? {} : { group: { id: subject } }) };
}

/** One worker: after each job it fetches the next at once, so that a queue is emptied without waiting for a poll. */
async function startWorker(
  boss: PgBoss,
  name: JobName,
  options: WorkOptions,
  run: (job: Job<object>) => Promise<void>,
): Promise<void> {
  let workerId: string | null = null;
  workerId = await boss.work(name, { ...options, batchSize: 1 }, async ([job]: Job<object>[]) => {
    if (!job) return;
    try {
      await run(job);
    } finally {
      if (workerId !== null) boss.notifyWorker(workerId);
    }
  });
}

const oneAtATime = (name: JobName) => ("subject" in JOB_CATALOG[name] ? { groupConcurrency: 1 } : {});

/**
 * pg-boss speaks through our transaction. It builds its query with the `sql` we hand it; both drivers answer { rows }.
 */
const inTransaction = (tx: Transaction) =>
  fromDrizzle({ execute: async (query) => (await tx.execute(query as SQL)) as { rows: object[] } }, sql);

async function prepareQueue(boss: PgBoss, name: JobName): Promise<void> {
  const options = {
    policy: JOB_CATALOG[name].isUnique ? "short" : "standard",
    retryLimit: JOB_CATALOG[name].retries,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 900,
    heartbeatSeconds: 10,
    deleteAfterSeconds: 24 * 3600,
    notify: true,
  };
  const existing = await boss.getQueue(name);
  // A queue keeps the policy it was made with. What waits in one of an older version is requested again by enqueue-due.
  if (existing && existing.policy !== options.policy) await boss.deleteQueue(name);
  if (existing?.policy !== options.policy) await boss.createQueue(name, options);
  else {
    const { policy: _fixedAtCreation, ...changeable } = options;
    await boss.updateQueue(name, changeable);
  }
  // The first send to a queue reads it through the outer connection, which would wait for ever inside a
  // transaction of the embedded database. Any call about a job reads it: this one is about no job.
  await boss.cancel(name, NO_JOB);
}
