import { venueBalances, venues } from "@/drizzle/schema";
import { decimal, isZero, quantity } from "@/lib/money";
import { CreatePaperInput } from "@/lib/schemas/venue";
import { VenueError } from "@/server/exchanges/venue";
import { SIMULATED_SEED } from "@/server/market-data/simulated";
import { recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";
import { InputError, PreconditionError } from "../errors";
import { newId } from "../id";
import { refuseInSandbox } from "../sandbox/refuse";
import { createPaperStore } from "./paper-store";

/** A paper venue: made-up money at simulated prices, or at an exchange's public ones. */
export async function createPaper(ctx: ServiceContext, raw: CreatePaperInput, options: { seed?: number } = {}) {
  const input = CreatePaperInput.parse(raw);
  const venueId = newId(ctx.now());
  const feeRate = decimal(input.feeRate ?? "0.001");
  const seed = options.seed ?? SIMULATED_SEED;
  if (input.prices !== "simulated") refuseInSandbox(ctx);
  if (input.prices !== "simulated") await checkPrices(ctx, { venueId, feeRate, seed, ...input, prices: input.prices });

  await ctx.db.transaction(async (tx) => {
    const config = { prices: input.prices, feeRate, seed, permissions: { canTrade: true, canWithdraw: false } };
    const exchangeId = input.prices === "simulated" ? null : input.prices.exchangeId;
    const at = new Date(ctx.now());
    await tx.insert(venues).values({
      id: venueId,
      ownerId: ownerIdOf(ctx),
      kind: "paper",
      name: input.name,
      exchangeId,
      config,
      lastOkAt: at,
    });
    const rows = input.balances.filter((balance) => !isZero(balance.quantity));
    if (rows.length > 0)
      await tx.insert(venueBalances).values(rows.map((row) => ({ venueId, ...row, quantity: quantity(row.quantity) })));
    await recordAudit(
      tx,
      ctx,
      { action: "venue.create-paper", name: input.name, exchangeId },
      { subjectKind: "venue", subjectId: venueId },
    );
  });
  return { venueId };
}

async function checkPrices(
  ctx: ServiceContext,
  spec: { venueId: string; name: string; feeRate: string; seed: number; prices: { exchangeId: string } },
) {
  const exchanges = await ctx.venues.describeExchanges();
  const exchange = exchanges.find((known) => known.id === spec.prices.exchangeId);
  if (!exchange) throw new InputError("prices.exchangeId", "Choose an exchange from the list.");
  try {
    const venue = await ctx.venues.open({ kind: "paper", ...spec, store: createPaperStore(ctx.db, spec.venueId) });
    await venue.loadMarkets();
  } catch (error) {
    await ctx.venues.forget(spec.venueId);
    if (!(error instanceof VenueError)) throw error;
    throw new PreconditionError(
      `${exchange.name}'s public prices cannot be reached: ${error.message} Try again, or start on simulated prices.`,
      { reason: `venue-${error.kind}` },
    );
  }
}
