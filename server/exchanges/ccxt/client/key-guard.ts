/**
 * Remembers that the exchange refused this account's key. A dead key is tried twice and then no more: further reads and
 * orders are refused here, without a request, until the keys are replaced (which makes a new adapter) or a person tests
 * them. Until a key has worked its requests go one at a time, so that ten at once are not ten refusals.
 */
import { VenueError } from "../../venue";

const REFUSALS_MAX = 2;

export interface KeyGuard {
  /**
   * Runs a signed call, unless the key is known to be refused; learns from how it ends. An optional one, which many
   * keys may not make, says nothing against a key that has worked.
   */
  run<T>(call: () => Promise<T>, options?: { isOptional?: boolean }): Promise<T>;
  /** Throws where the key is known to be refused. */
  refuseDead(): void;
  /** Allows one more try, because a person requested it. */
  allowOneTry(): void;
}

export function createKeyGuard(venueName: string): KeyGuard {
  let refusals = 0;
  let code: string | null = null;
  let hasWorked = false;
  /** The one request of a key that has not worked yet. */
  let trial: Promise<unknown> | null = null;

  function refuseDead() {
    if (refusals < REFUSALS_MAX) return;
    const wayOut = "It is not asked again until you test it or replace the keys.";
    throw new VenueError("authentication", `${venueName} refused the key. ${wayOut}`, { code, reason: "key-refused" });
  }

  function learn(error: unknown) {
    if (!(error instanceof VenueError) || error.kind !== "authentication") return;
    refusals += 1;
    code = error.code;
    hasWorked = false;
  }

  return {
    refuseDead,
    allowOneTry() {
      refusals = Math.min(refusals, REFUSALS_MAX - 1);
    },
    async run(call, options) {
      while (!hasWorked && trial) await trial;
      refuseDead();
      if (hasWorked && options?.isOptional) return call();
      const running = call();
      const isTrial = !hasWorked;
      // Nothing is awaited between the read of the trial and this line: there is never a second one.
      if (isTrial) trial = running.catch(() => undefined);
      try {
        const answer = await running;
        refusals = 0;
        hasWorked = true;
        return answer;
      } catch (error) {
        learn(error);
        throw error;
      } finally {
        if (isTrial) trial = null;
      }
    },
  };
}
