/** Every job there is: its name, what it carries, and how often it may be tried. */
import { z } from "zod";

export const JOB_CATALOG = {
  /** Each minute: puts due slots on the table and an evaluation in the queue for each portfolio that has one. */
  "wake-slots": { payload: z.object({}), retries: 0, isUnique: true },
  /** Snapshot, decide, plan, commit for one portfolio. Slots make a repetition harmless. */
  "evaluate-portfolio": {
    payload: z.object({ portfolioId: z.string(), slotId: z.string().optional() }),
    retries: 2,
    isUnique: false,
  },
  /** Carries one rebalance on, one act at a time, until it ends. Resumes at any point. */
  "advance-rebalance": { payload: z.object({ rebalanceId: z.string() }), retries: 20, isUnique: false },
  "expire-proposals": { payload: z.object({}), retries: 0, isUnique: true },
  "refresh-venue-health": { payload: z.object({}), retries: 0, isUnique: true },
  /** Asks for the capitalisations that rules in use read; nothing is asked where no policy has such a rule. */
  "refresh-capitalisations": { payload: z.object({}), retries: 0, isUnique: true },
  /** Fetches one series of past prices, page by page, from where it stands. */
  "fill-candles": { payload: z.object({ seriesId: z.string() }), retries: 5, isUnique: false },
  /** Each hour: brings the series that policies read up to date, and takes up fills that a crash left. */
  "extend-candles": { payload: z.object({}), retries: 0, isUnique: true },
} as const;

export type JobName = keyof typeof JOB_CATALOG;
export type JobPayload<N extends JobName> = z.infer<(typeof JOB_CATALOG)[N]["payload"]>;
export const JOB_NAMES = Object.keys(JOB_CATALOG) as JobName[]; // the keys of a const object are exactly JobName

/** What each job does when it comes up; jobs/index.ts has one for each name. */
export type JobHandlers = { [N in JobName]: (payload: JobPayload<N>, signal: AbortSignal) => Promise<void> };

/** pg-boss cron lines (UTC); cron only wakes, the slots table decides. */
export const JOB_SCHEDULES: readonly { name: JobName; cron: string }[] = [
  { name: "extend-candles", cron: "2 * * * *" },
  { name: "wake-slots", cron: "* * * * *" },
  { name: "expire-proposals", cron: "* * * * *" },
  { name: "refresh-venue-health", cron: "*/5 * * * *" },
  { name: "refresh-capitalisations", cron: "23 * * * *" },
];
