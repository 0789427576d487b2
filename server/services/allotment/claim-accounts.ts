/**
 * Takes accounts into a portfolio. One that another portfolio uses is refused, unless it is divided already or its owner
 * says it is to be: then the other keeps what the ledger says it holds, and the newcomer starts with nothing there.
 */

import { eq } from "drizzle-orm";
import { allotments, evaluations } from "@/drizzle/schema";
import { describeTakenAccount } from "@/lib/format/describe-shared-account";
import type { Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { PreconditionError } from "../errors";
import type { VenueRow } from "../venue/get";
import { holdAccounts } from "./hold-account";
import { type AccountUser, divisionKindOf } from "./load";

export interface AccountClaim {
  portfolioId: string;
  venues: readonly VenueRow[];
  /** Those that may be divided by quantity for it. */
  divideVenueIds: readonly string[];
}

export async function claimAccounts(
  tx: Transaction,
  ctx: Pick<ServiceContext, "now">,
  { portfolioId, venues, divideVenueIds }: AccountClaim,
): Promise<void> {
  const isDividedNow = (venueId: string, users: readonly AccountUser[]) =>
    divideVenueIds.includes(venueId) && divisionKindOf(users) === null;
  const held = await holdAccounts(
    tx,
    ctx,
    venues,
    "Divide its account",
    (user, venueId, users) => user.portfolioId !== portfolioId && isDividedNow(venueId, users),
  );
  for (const venue of venues) {
    const users = held.get(venue.id) ?? [];
    const others = users.filter((user) => user.portfolioId !== portfolioId);
    if (others.length === 0) continue;
    const [other, ...more] = others;
    if (isDividedNow(venue.id, users) && other && more.length === 0) await giveByLedger(tx, venue, other);
    else if (divisionKindOf(users) === null) refuse(venue, others);
    const kind = divisionKindOf(users) ?? "quantity";
    await tx.insert(allotments).values({ venueId: venue.id, portfolioId, kind }).onConflictDoNothing();
  }
}

function refuse(venue: VenueRow, others: readonly AccountUser[]): never {
  throw new PreconditionError(describeTakenAccount(venue.name, others), {
    reason: "shared-account",
    venueId: venue.id,
    portfolios: others.map(({ portfolioId, name }) => ({ id: portfolioId, name })),
  });
}

/** By its ledger a portfolio that was never checked holds nothing, and all it has would be nobody's. */
async function giveByLedger(tx: Transaction, venue: VenueRow, { portfolioId, name }: AccountUser): Promise<void> {
  const [checked] = await tx
    .select({ id: evaluations.id })
    .from(evaluations)
    .where(eq(evaluations.portfolioId, portfolioId))
    .limit(1);
  if (!checked)
    throw new PreconditionError(`"${name}" was not checked yet, so what it holds is not known. Check it first.`, {
      reason: "not-checked",
    });
  await tx.insert(allotments).values({ venueId: venue.id, portfolioId, kind: "quantity" });
}
