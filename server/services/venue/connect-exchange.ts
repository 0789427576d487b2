import { and, eq, isNull } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import type { Balance } from "@/lib/engine/model";
import { describeKeyRights } from "@/lib/format/describe-key-rights";
import { ConnectExchangeInput } from "@/lib/schemas/venue";
import type { Credentials } from "@/server/exchanges/venue";
import { recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";
import { InputError } from "../errors";
import { newId } from "../id";
import { refuseInSandbox } from "../sandbox/refuse";
import { checkKeys, readCredentials } from "./check-keys";
import type { VenueRow } from "./get";
import { isSameAccount } from "./is-same-account";
import { openCredentials, openVenueRow } from "./open";
import { rememberedRights } from "./remembered-rights";
import { sealKeys } from "./seal-keys";

/** Connects an exchange account: the keys are tried first, refused when they can move money out, then sealed. */
export async function connectExchange(ctx: ServiceContext, raw: ConnectExchangeInput) {
  refuseInSandbox(ctx);
  const input = ConnectExchangeInput.parse(raw);
  const exchange = (await ctx.venues.describeExchanges()).find((known) => known.id === input.exchangeId);
  if (!exchange) throw new InputError("exchangeId", "Choose an exchange from the list.");
  const credentials = readCredentials(exchange, input.credentials);
  await refuseTwice(ctx, exchange.id, credentials);
  const { permissions, latencyMs, balances } = await checkKeys(ctx, exchange, credentials);
  await refuseSameAccount(ctx, exchange.id, balances);

  const venueId = newId(ctx.now());
  await ctx.db.transaction(async (tx) => {
    await tx.insert(venues).values({
      id: venueId,
      ownerId: ownerIdOf(ctx),
      kind: "exchange",
      name: input.name,
      exchangeId: exchange.id,
      config: { permissions: rememberedRights(permissions) },
      lastOkAt: new Date(ctx.now()),
      latencyMs,
    });
    await sealKeys(tx, ctx, venueId, credentials);
    await recordAudit(
      tx,
      ctx,
      { action: "venue.connect", exchange: exchange.name, name: input.name, exchangeId: exchange.id, permissions },
      { subjectKind: "venue", subjectId: venueId },
    );
  });
  return { venueId, notes: describeKeyRights(permissions, ctx.now()) };
}

async function connectedAt(ctx: ServiceContext, exchangeId: string): Promise<readonly VenueRow[]> {
  const mine = await ctx.db
    .select()
    .from(venues)
    .where(and(eq(venues.ownerId, ownerIdOf(ctx)), eq(venues.exchangeId, exchangeId), isNull(venues.archivedAt)));
  return mine.filter((candidate) => candidate.kind === "exchange");
}

/** A second key of an account that is connected already: its coins would be counted, and traded, twice. */
async function refuseSameAccount(ctx: ServiceContext, exchangeId: string, balances: readonly Balance[]) {
  for (const row of await connectedAt(ctx, exchangeId)) {
    // A venue that does not answer now says so itself; it is no reason to refuse another.
    const known = await openVenueRow(ctx, row)
      .then((venue) => venue.fetchBalances())
      .catch(() => null);
    if (known !== null && isSameAccount(known, balances))
      throw new InputError(
        "credentials.apiKey",
        `This key opens the account that is connected as "${row.name}": both hold the same to the last digit. Replace the keys there, or divide that account among your portfolios.`,
      );
  }
}

/** The same account connected twice would be counted twice. */
async function refuseTwice(ctx: ServiceContext, exchangeId: string, credentials: Credentials) {
  for (const row of await connectedAt(ctx, exchangeId)) {
    const known = await openCredentials(ctx, row).catch(() => null);
    const field = known?.apiKey ? "apiKey" : "walletAddress";
    if (known?.[field] !== undefined && known[field] === credentials[field])
      throw new InputError(`credentials.${field}`, `This account is connected already, as "${row.name}".`);
  }
}
