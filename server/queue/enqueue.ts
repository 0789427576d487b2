/**
 * Puts a job in the queue inside the transaction that makes it necessary: both happen or neither.
 * The queue is found on globalThis because verbs know only their transaction; the runtime provides it at start, tests
 * provide a recorder.
 */
import type { Transaction } from "@/server/db/client";
import { JOB_CATALOG, type JobName, type JobPayload } from "./catalog";

export interface EnqueueOptions {
  /** Not before this instant, epoch ms. */
  notBefore?: number;
}

export interface JobSender {
  send(tx: Transaction, name: JobName, payload: object, options: EnqueueOptions): Promise<void>;
}

const holder: { evenkeelJobSender?: JobSender } & typeof globalThis = globalThis;

export function provideJobSender(sender: JobSender): void {
  holder.evenkeelJobSender = sender;
}

export async function enqueue<N extends JobName>(
  tx: Transaction,
  name: N,
  payload: JobPayload<N>,
  options: EnqueueOptions = {},
): Promise<void> {
  const sender = holder.evenkeelJobSender;
  if (!sender) throw new Error(`The queue is not open: ${name} cannot be enqueued.`);
  await sender.send(tx, name, JOB_CATALOG[name].payload.parse(payload), options);
}
