import { VenueError } from "@/server/exchanges/venue";
import { redactText } from "@/server/runtime/log";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import { withTimeout } from "../snapshot/timeout";
import type { VenueRow } from "../venue/get";
import { openVenueRow } from "../venue/open";

const READ_TIMEOUT_MS = 12_000;

/** What the account holds now. Nothing is given out of an account that does not answer. */
export async function readAccountNow(ctx: ServiceContext, row: VenueRow) {
  try {
    const venue = await openVenueRow(ctx, row);
    return await withTimeout(venue.fetchBalances(), READ_TIMEOUT_MS, row.name);
  } catch (error) {
    const why = error instanceof VenueError ? redactText(error.message) : `${row.name} did not answer.`;
    throw new PreconditionError(`${why} What lies there is not known now, so nothing can be given out of it.`, {
      reason: "venue-unavailable",
    });
  }
}
