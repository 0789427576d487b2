/**
 * Every job there is: its name, what it carries, and how often it may be tried.
 *
 * Of a unique job at most one waits: requesting it again while it does changes nothing. With a `subject` (a field of
 * its payload) that is meant for each subject by itself, and of one subject no two run at once: what is requested while
 * one runs is done after it.
 */
import { z } from "zod";

interface CatalogEntry {
  payload: z.ZodObject;
  retries: number;
  isUnique: boolean;
  subject?: string;
}

export const JOB_CATALOG = {
  /** Each minute: records due occurrences and an evaluation in the queue for each portfolio that has one. */
  "enqueue-due-occurrences": { payload: z.object({}), retries: 0, isUnique: true },
  /** Snapshot, decide, plan, commit for one portfolio. Occurrences make a repetition harmless. */
  "evaluate-portfolio": {
    payload: z.object({ portfolioId: z.string(), occurrenceId: z.string().optional() }),
    retries: 2,
    isUnique: true,
    subject: "portfolioId",
  },
  /** Carries one rebalance on, one act at a time, until it ends. Resumes at any point. */
  "advance-rebalance": { payload: z.object({ rebalanceId: z.string() }), retries: 20, isUnique: false },
  "expire-proposals": { payload: z.object({}), retries: 0, isUnique: true },
  "refresh-venue-health": { payload: z.object({}), retries: 0, isUnique: true },
  /** Queries the capitalisations that rules in use read; nothing is queried where no policy has such a rule. */
  "refresh-capitalisations": { payload: z.object({}), retries: 0, isUnique: true },
  /** Fetches one series of past prices, page by page, from where it stands. */
  "fill-candles": { payload: z.object({ seriesId: z.string() }), retries: 5, isUnique: false },
  /** Each hour: brings the series that policies read up to date, and takes up fills that a crash left. */
  "extend-candles": { payload: z.object({}), retries: 0, isUnique: true },
  /** Builds a sandbox from its first row; what a killed build left is cleared first. */
  "build-sandbox": { payload: z.object({ userId: z.string() }), retries: 3, isUnique: true, subject: "userId" },
  /** Each hour: what PostgreSQL's autovacuum does, which the embedded database does not have. */
  "tidy-database": { payload: z.object({}), retries: 0, isUnique: true },
} as const satisfies Record<string, CatalogEntry>;

export type JobName = keyof typeof JOB_CATALOG;
export type JobPayload<N extends JobName> = z.infer<(typeof JOB_CATALOG)[N]["payload"]>;
export const JOB_NAMES = Object.keys(JOB_CATALOG) as JobName[]; // the keys of a const object are exactly JobName

/** What each job does when it comes up; jobs/index.ts has one for each name. */
export type JobHandlers = { [N in JobName]: (payload: JobPayload<N>, signal: AbortSignal) => Promise<void> };

/** What a job is about, where no two of its kind may be about the same at once; null: about nothing in particular. */
export function subjectOf(name: JobName, payload: object): string | null {
  const { subject }: CatalogEntry = JOB_CATALOG[name];
  return subject === undefined ? null : String(Reflect.get(payload, subject));
}

/** pg-boss cron lines (UTC); cron only wakes, the occurrences table decides. */
export const JOB_SCHEDULES: readonly { name: JobName; cron: string }[] = [
  { name: "extend-candles", cron: "2 * * * *" },
  { name: "enqueue-due-occurrences", cron: "* * * * *" },
  { name: "expire-proposals", cron: "* * * * *" },
  { name: "refresh-venue-health", cron: "*/5 * * * *" },
  { name: "refresh-capitalisations", cron: "23 * * * *" },
  { name: "tidy-database", cron: "41 * * * *" },
];
