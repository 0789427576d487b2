/**
 * Says how an account is divided among the portfolios that use it: by asset, by quantity, or not at all (`whole`, where
 * one portfolio is alone). By quantity a portfolio named gets exactly what is written, and its ledger is brought there
 * by a deposit or a withdrawal; one that is not named keeps what its ledger says.
 */
import { eq } from "drizzle-orm";
import { allotments } from "@/drizzle/schema";
import { divideAccount } from "@/lib/engine/ledger/divide-account";
import { assetName, type Balance } from "@/lib/engine/model";
import { listNames } from "@/lib/format";
import { add, isNegative, isPositive, isZero, type Quantity, quantity, subtract, sum } from "@/lib/money";
import { SetAllotmentsInput } from "@/lib/schemas/allotment";
import type { Transaction } from "@/server/db/client";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { InputError, PreconditionError } from "../errors";
import { bookFlow } from "../evaluation/book-cash-flow";
import { getVenueRow, type VenueRow } from "../venue/get";
import { holdAccounts } from "./hold-account";
import { type AccountUser, loadClaims, loadDivision, loadUsers } from "./load";
import { readAccountNow } from "./read-account";
import { refuseFreshFills, userOf } from "./refusals";

type Wanted = SetAllotmentsInput["division"];

export async function setAllotments(ctx: ServiceContext, raw: SetAllotmentsInput) {
  const { venueId, division: wanted } = SetAllotmentsInput.parse(raw);
  const venue = await getVenueRow(ctx, venueId);
  const balances = wanted.kind === "quantity" ? await readAccountNow(ctx, venue) : [];
  await ctx.db.transaction(async (tx) => {
    const held = await holdAccounts(tx, ctx, [venue], "Divide its account", () => true);
    const users = held.get(venueId) ?? [];
    refuseUnusable(venue, users, wanted);
    await tx.delete(allotments).where(eq(allotments.venueId, venueId));
    if (wanted.kind !== "whole" && users.length > 0)
      await tx.insert(allotments).values(
        users.map(({ portfolioId }) => ({
          venueId,
          portfolioId,
          kind: wanted.kind,
          assets: wanted.kind === "asset" ? assetsOf(wanted, portfolioId) : [],
        })),
      );
    if (wanted.kind === "quantity") {
      await refuseFreshFills(tx, ctx, venue);
      await bringLedgers(tx, ctx, venueId, wanted);
      await refuseTooMuch(tx, venue, balances);
    }
    await recordAudit(
      tx,
      ctx,
      {
        action: "venue.divide",
        venue: venue.name,
        by: wanted.kind,
        portfolios: users.map((user) => user.name),
        division: wanted,
      },
      { subjectKind: "venue", subjectId: venueId },
    );
  });
  return { venueId };
}

const assetsOf = (wanted: Extract<Wanted, { kind: "asset" }>, portfolioId: string) =>
  wanted.parts.find((part) => part.portfolioId === portfolioId)?.assets ?? [];

function refuseUnusable(venue: VenueRow, users: readonly AccountUser[], wanted: Wanted): void {
  if (wanted.kind === "whole") {
    if (users.length < 2) return;
    throw new PreconditionError(
      `${venue.name} is used by ${listNames(users.map((user) => `"${user.name}"`))}. It can be one portfolio's whole when the others have let it go.`,
      { reason: "shared-account" },
    );
  }
  for (const { portfolioId } of wanted.parts) userOf(users, portfolioId);
  if (wanted.kind !== "asset") return;
  const named = wanted.parts.flatMap((part) => part.assets);
  const twice = named.find((asset, index) => named.indexOf(asset) !== index);
  if (twice !== undefined)
    throw new InputError("division.parts", `${assetName(twice)} is given to two portfolios. It can be one's only.`);
}

/** Each named portfolio's ledger is brought to what it is given. What it never had before is where it opens. */
async function bringLedgers(
  tx: Transaction,
  ctx: Pick<ServiceContext, "now">,
  venueId: string,
  { parts }: Extract<Wanted, { kind: "quantity" }>,
): Promise<void> {
  const claims = await loadClaims(
    tx,
    venueId,
    parts.map((part) => part.portfolioId),
  );
  for (const { portfolioId, balances } of parts) {
    const known = claims.get(portfolioId);
    const given = new Map(balances.map((row) => [row.asset, quantity(row.quantity)]));
    for (const asset of new Set([...(known?.keys() ?? []), ...given.keys()])) {
      const moved = subtract(given.get(asset) ?? quantity("0"), known?.get(asset) ?? quantity("0"));
      if (isZero(moved)) continue;
      const source = known === undefined ? "opening" : isNegative(moved) ? "withdrawal" : "deposit";
      await bookFlow(tx, portfolioId, { account: `venue:${venueId}`, asset, quantity: moved, source }, ctx.now());
    }
  }
}

/** Behind the locks, by the rule that everything else divides by: what is missing now was never there. */
async function refuseTooMuch(tx: Transaction, venue: VenueRow, balances: readonly Balance[]): Promise<void> {
  const users = (await loadUsers(tx, [venue.id])).get(venue.id) ?? [];
  const division = await loadDivision(tx, venue.id, users);
  if (division === null) return;
  const [lost] = divideAccount(balances, division).unexplained;
  if (lost === undefined) return;
  const there = sum(balances.filter((row) => row.asset === lost.asset).map((row) => row.total));
  const held: Quantity = isPositive(there) ? there : quantity("0");
  throw new InputError(
    "division.parts",
    `The parts come to ${add(held, lost.quantity)} ${assetName(lost.asset)}, and ${venue.name} holds ${held}.`,
  );
}
