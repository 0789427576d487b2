import type { Database, Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { NotFoundError, PreconditionError } from "../errors";
import { hasFreshFills } from "../evaluation/find-cash-flows";
import type { VenueRow } from "../venue/get";
import type { AccountUser } from "./load";

/** The one of an account's users with this id: others, also the owner's own elsewhere, have no part of it. */
export function userOf(users: readonly AccountUser[], portfolioId: string): AccountUser {
  const user = users.find((each) => each.portfolioId === portfolioId);
  if (!user) throw new NotFoundError("There is no such portfolio at this venue. It may have been archived.");
  return user;
}

/** Right after a fill an account may show what was there before it: that would be given out a second time. */
export async function refuseFreshFills(
  db: Database | Transaction,
  ctx: Pick<ServiceContext, "now">,
  venue: VenueRow,
): Promise<void> {
  if (!(await hasFreshFills(db, [venue.id], ctx.now()))) return;
  throw new PreconditionError(
    `Orders at ${venue.name} were filled just now, and its balances may not show that yet. Try again in a minute.`,
    { reason: "fills-settling" },
  );
}
