import { and, eq, isNull } from "drizzle-orm";
import { venues } from "@/drizzle/schema";
import { describeKeyRights } from "@/lib/format/describe-key-rights";
import { ConnectExchangeInput } from "@/lib/schemas/venue";
import type { Credentials } from "@/server/exchanges/venue";
import { recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";
import { InputError } from "../errors";
import { newId } from "../id";
import { checkKeys, readCredentials } from "./check-keys";
import { openCredentials } from "./open";
import { rememberedRights } from "./remembered-rights";
import { sealKeys } from "./seal-keys";

/** Connects an exchange account: the keys are tried first, refused when they can move money out, then sealed. */
export async function connectExchange(ctx: ServiceContext, raw: ConnectExchangeInput) {
  const input = ConnectExchangeInput.parse(raw);
  const exchange = (await ctx.venues.describeExchanges()).find((known) => known.id === input.exchangeId);
  if (!exchange) throw new InputError("exchangeId", "Choose an exchange from the list.");
  const credentials = readCredentials(exchange, input.credentials);
  await refuseTwice(ctx, exchange.id, credentials);
  const { permissions, latencyMs } = await checkKeys(ctx, exchange, credentials);

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
    await recordAudit(tx, ctx, {
      action: "venue.connect",
      summary: `Connected ${exchange.name} as "${input.name}".`,
      subjectKind: "venue",
      subjectId: venueId,
      detail: { exchangeId: exchange.id, permissions },
    });
  });
  return { venueId, notes: describeKeyRights(permissions, ctx.now()) };
}

/** The same account connected twice would be counted twice. */
async function refuseTwice(ctx: ServiceContext, exchangeId: string, credentials: Credentials) {
  const mine = await ctx.db
    .select()
    .from(venues)
    .where(and(eq(venues.ownerId, ownerIdOf(ctx)), eq(venues.exchangeId, exchangeId), isNull(venues.archivedAt)));
  for (const row of mine.filter((candidate) => candidate.kind === "exchange")) {
    const known = await openCredentials(ctx, row).catch(() => null);
    const field = known?.apiKey ? "apiKey" : "walletAddress";
    if (known?.[field] !== undefined && known[field] === credentials[field])
      throw new InputError(`credentials.${field}`, `This account is connected already, as "${row.name}".`);
  }
}
