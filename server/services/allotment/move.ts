/**
 * Moves a quantity from one portfolio's part of an account to another's, out of what is not allotted, or back to it.
 * No money moves at the exchange: the ledgers do. Of an account divided by quantity only; where assets are divided,
 * a deposit is by itself its asset's portfolio's.
 */
import { divideAccount } from "@/lib/engine/ledger/divide-account";
import { assetName, type Balance } from "@/lib/engine/model";
import { isLess, negate, type Quantity, quantity } from "@/lib/money";
import { MoveAllotmentInput } from "@/lib/schemas/allotment";
import type { Transaction } from "@/server/db/client";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { InputError, PreconditionError } from "../errors";
import { bookFlow } from "../evaluation/book-cash-flow";
import { getVenueRow, type VenueRow } from "../venue/get";
import { holdAccounts } from "./hold-account";
import { type AccountUser, divisionKindOf, loadClaims, loadDivision } from "./load";
import { readAccountNow } from "./read-account";
import { refuseFreshFills, userOf } from "./refusals";

const NOBODY = "what is not allotted";

export async function moveAllotment(ctx: ServiceContext, raw: MoveAllotmentInput) {
  const input = MoveAllotmentInput.parse(raw);
  const { venueId, from, to, asset } = input;
  const moved = quantity(input.quantity);
  const venue = await getVenueRow(ctx, venueId);
  const balances = from === null ? await readAccountNow(ctx, venue) : [];
  await ctx.db.transaction(async (tx) => {
    // Also those whose parts stay: while one of them runs, what the account holds says nothing about what is nobody's.
    const users = (await holdAccounts(tx, ctx, [venue], "Move its part", () => true)).get(venueId) ?? [];
    if (divisionKindOf(users) !== "quantity")
      throw new PreconditionError(
        `${venue.name} is not divided by quantity, so there is nothing to move. Divide it first.`,
        { reason: "not-divided" },
      );
    const giver = from === null ? null : userOf(users, from);
    const taker = to === null ? null : userOf(users, to);
    const has = giver ? await claimOf(tx, venueId, giver, asset) : await restOf(tx, ctx, venue, users, balances, asset);
    if (isLess(has, moved))
      throw new InputError("quantity", `${nameOf(giver)} has ${has} ${assetName(asset)} at ${venue.name}.`);
    const account = `venue:${venueId}`;
    if (giver)
      await bookFlow(
        tx,
        giver.portfolioId,
        { account, asset, quantity: negate(moved), source: "withdrawal" },
        ctx.now(),
      );
    if (taker) await bookFlow(tx, taker.portfolioId, { account, asset, quantity: moved, source: "deposit" }, ctx.now());
    await recordAudit(
      tx,
      ctx,
      {
        action: "venue.allot",
        venue: venue.name,
        asset,
        quantity: moved,
        from: giver?.name ?? null,
        to: taker?.name ?? null,
      },
      { subjectKind: "venue", subjectId: venueId, portfolioId: to ?? from },
    );
  });
  return { venueId };
}

const nameOf = (user: AccountUser | null) => (user ? `"${user.name}"` : NOBODY);

async function claimOf(tx: Transaction, venueId: string, { portfolioId }: AccountUser, asset: string) {
  const claims = await loadClaims(tx, venueId, [portfolioId]);
  return claims.get(portfolioId)?.get(asset) ?? quantity("0");
}

async function restOf(
  tx: Transaction,
  ctx: ServiceContext,
  venue: VenueRow,
  users: readonly AccountUser[],
  balances: readonly Balance[],
  asset: string,
): Promise<Quantity> {
  await refuseFreshFills(tx, ctx, venue);
  const division = await loadDivision(tx, venue.id, users);
  const rest = division && divideAccount(balances, division).notAllotted.find((row) => row.asset === asset);
  return rest?.total ?? quantity("0");
}
