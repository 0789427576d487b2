import { asc, inArray } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import type { Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import { NotFoundError, PreconditionError } from "../errors";
import type { VenueRow } from "../venue/get";
import { disturbPortfolios } from "./disturb";
import { type AccountUser, loadUsers } from "./load";

/**
 * Holds accounts and those whose parts are to change until the transaction ends: of two who take the same account at
 * once the later one sees the earlier. `touches` says which users' parts are to change. Portfolios are locked before
 * venues, as an approval does; so who uses the accounts is read once to know whom to lock, and again behind the locks.
 */
export async function holdAccounts(
  tx: Transaction,
  ctx: Pick<ServiceContext, "now">,
  rows: readonly VenueRow[],
  action: string,
  touches: (user: AccountUser, venueId: string, users: readonly AccountUser[]) => boolean,
): Promise<ReadonlyMap<string, readonly AccountUser[]>> {
  const ids = [...new Set(rows.map((row) => row.id))];
  const touchedOf = (users: ReadonlyMap<string, readonly AccountUser[]>) =>
    [...users].flatMap(([venueId, all]) => all.filter((user) => touches(user, venueId, all))).map((u) => u.portfolioId);
  const disturbed = touchedOf(await loadUsers(tx, ids));
  await disturbPortfolios(tx, ctx, disturbed, action);
  // Weaker than a removal's lock, stronger than itself; a key that points here may still be written.
  const held = await tx
    .select({ id: venues.id, archivedAt: venues.archivedAt })
    .from(venues)
    .where(inArray(venues.id, ids))
    .orderBy(asc(venues.id))
    .for("no key update");
  if (held.filter((row) => row.archivedAt === null).length < ids.length)
    throw new NotFoundError("This venue does not exist, or it was removed.");
  const users = await loadUsers(tx, ids);
  if (touchedOf(users).some((id) => !disturbed.includes(id)))
    throw new PreconditionError("Another portfolio took this account meanwhile. Check it again.", {
      reason: "changed-meanwhile",
    });
  return users;
}
