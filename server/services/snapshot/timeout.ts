import { VenueError } from "@/server/exchanges/venue";

/** The code of an answer that was not waited for any longer. */
export const TIMED_OUT = "timed-out";

/** Waits for a read no longer than this. The call itself may still end later; nobody is listening then. */
export async function withTimeout<T>(work: Promise<T>, ms: number, venueName: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new VenueError("unavailable", `${venueName} did not answer within ${ms / 1000} s.`, { code: TIMED_OUT }),
        ),
      ms,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
