/** The end of a run: orders that were not found are queried once more, then the ledger is compared with the venues. */
import type { Difference } from "../model";
import { compareLedger } from "./compare-ledger";
import { type Life, pauseMs, READ_FAILURES_MAX, recordKeyRefusal } from "./driver-life";
import { readAllBalances, venuesOf } from "./read-venues";
import { BOUNDS, type Run, type RunOrder } from "./run";

export async function settle(life: Life, run: Run): Promise<void> {
  const { store } = life.ports;
  const uncertain = run.orders.find((order) => mayReportMore(life, order) && !life.verified.has(order.id));
  if (uncertain) return queryOnceMore(life, uncertain);
  // Nothing was opened, so nothing was traded and there is nothing to compare.
  if (run.opening.length === 0) return store.commitEnd({ event: "settle", differences: [], at: life.time.now() });
  const differences = await findDifferences(life, run);
  if (differences !== null && differences.length > 0 && !life.isQueriedAnew) {
    // What an order of ours did and its look-up hid would show just like this.
    life.isQueriedAnew = true;
    life.verified.clear();
    if (run.orders.some((order) => mayReportMore(life, order))) return;
  }
  await store.commitEnd({ event: "settle", differences, at: life.time.now() });
}

async function queryOnceMore(life: Life, order: RunOrder): Promise<void> {
  const { ports, time } = life;
  const timing = await ports.venues.timing(order.venueId);
  const askableAt = (order.doneAt ?? 0) + timing.lookupLagMs;
  if (time.now() < askableAt) return time.sleepUntil(askableAt);
  const queriedAt = time.now();
  const answer = await ports.venues.lookup(order.venueId, order.clientOrderId, order.symbol);
  const isGivenUp = answer.kind === "failed" && answer.isKeyRefused && recordKeyRefusal(life, answer.message);
  if (answer.kind === "failed" && !isGivenUp && life.failures < READ_FAILURES_MAX) {
    life.failures += 1;
    return time.sleepUntil(time.now() + pauseMs(life.failures, answer.retryAfterMs));
  }
  life.failures = 0;
  life.verified.add(order.id);
  if (answer.kind === "report")
    await ports.store.commitAnswer(order.id, answer, { queriedAt, at: time.now(), timing, knownForMs: 0 });
}

/**
 * Balances lag behind fills: a difference is one only when it is still there after two minutes, read with growing
 * pauses; null: unread.
 */
async function findDifferences(life: Life, run: Run): Promise<readonly Difference[] | null> {
  const { ports, time } = life;
  const venueIds = venuesOf(run);
  const timings = await Promise.all(venueIds.map((venueId) => ports.venues.timing(venueId)));
  const countedFrom = time.now() + Math.max(BOUNDS.balanceLagMs, ...timings.map((timing) => timing.lookupLagMs));
  let differences: readonly Difference[] | null = null;
  for (let tries = 1; life.keyRefused === null; tries++) {
    const queriedAt = time.now();
    const read = await readAllBalances(ports.venues, venueIds);
    if (read.kind === "read") differences = compareLedger(run, read.value);
    else if (read.isKeyRefused) recordKeyRefusal(life, read.message);
    if (differences?.length === 0 || queriedAt >= countedFrom) break;
    const pause = pauseMs(tries, read.kind === "failed" ? read.retryAfterMs : null);
    await time.sleepUntil(Math.min(time.now() + pause, Math.max(countedFrom, time.now() + 1)));
  }
  return differences;
}

/** The end of a whole order is certain. Of one taken for absent or refused it is not, nor of any once the ledger differs. */
function mayReportMore(life: Life, order: RunOrder): boolean {
  if (order.intentAt === null) return false;
  if (order.state === "absent" || order.state === "rejected") return true;
  return life.isQueriedAnew && (order.state === "expired" || order.state === "cancelled");
}
