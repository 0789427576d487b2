/**
 * One paper portfolio with a past: venue and portfolio through their services, the year between from the simulation.
 */
import { eq } from "drizzle-orm";
import { occurrences, venueBalances } from "@/drizzle/schema";
import { type AssetId, type Policy, targetMembers } from "@/lib/engine/model";
import { isZero, type Quantity, quantity } from "@/lib/money";
import { SIMULATED_SEED, simulatedPrice } from "@/server/market-data/simulated";
import { ownerIdOf, type ServiceContext } from "@/server/services/context";
import { checkPortfolio } from "@/server/services/evaluation/check";
import { createPortfolio } from "@/server/services/portfolio/create";
import { createManual, createPaper, getVenueRow, openVenueRow } from "@/server/services/venue";
import { HOUR_MS, type PriceTable } from "./price-table";
import { type Deposit, simulateYear } from "./simulate-year";
import { storeHistory } from "./store-activity";
import type { Balances, World } from "./world";

export interface PortfolioSpec {
  name: string;
  venueName: string;
  policy: Policy;
  /** Worth at the start, in the quote asset. */
  startValue: number;
  cold?: { name: string; holdings: Readonly<Record<AssetId, string>> };
  deposits?: readonly Deposit[];
  journalHours: number;
  /** Proposals of the last hours nobody opened. */
  unattendedHours: number;
}

export async function buildPortfolio(
  ctx: ServiceContext,
  spec: PortfolioSpec,
  table: PriceTable,
  place = 0,
): Promise<{ portfolioId: string; rebalanceId: string | null; venueId: string }> {
  const startAt = table.at[0] ?? ctx.now();
  const lastAt = table.at.at(-1) ?? ctx.now();
  // Lists are in the order of creation: a second apart, they keep the order given here.
  const then: ServiceContext = { ...ctx, now: () => startAt + place * 1_000 };
  const { policy } = spec;
  const opening = openingBalances(policy, spec.startValue, startAt);
  const world = await openWorld(then, spec, opening);
  const deposits = spec.deposits ?? [];
  const year = simulateYear(world, {
    table,
    opening,
    deposits,
    journalFrom: lastAt - spec.journalHours * HOUR_MS,
    approvedUntil: lastAt - spec.unattendedHours * HOUR_MS,
  });
  const portfolioId = await ctx.db.transaction(async (tx) => {
    const inside: ServiceContext = { ...then, db: tx };
    const venueIds = [world.paper.venueId, ...(world.manual ? [world.manual.venueId] : [])];
    const baseCurrency = policy.quoteAsset;
    const made = await createPortfolio(inside, { name: spec.name, baseCurrency, venueIds, policy });
    // The occurrence it starts with belongs to a year ago; the check below is the first of the present.
    await tx.delete(occurrences).where(eq(occurrences.portfolioId, made.portfolioId));
    await storeHistory(
      tx,
      {
        portfolioId: made.portfolioId,
        portfolioName: spec.name,
        ownerId: ownerIdOf(ctx),
        ownerName: ctx.actor.name,
        world,
        opening,
        deposits,
        startAt,
      },
      year,
    );
    await tx.delete(venueBalances).where(eq(venueBalances.venueId, world.paper.venueId));
    const left = [...year.balances].filter(([, held]) => !isZero(held));
    await tx
      .insert(venueBalances)
      .values(left.map(([asset, held]) => ({ venueId: world.paper.venueId, asset, quantity: held })));
    return made.portfolioId;
  });
  const { rebalanceId } = await checkPortfolio(ctx, portfolioId);
  return { portfolioId, rebalanceId, venueId: world.paper.venueId };
}

async function openWorld(ctx: ServiceContext, spec: PortfolioSpec, opening: Balances): Promise<World> {
  const balances = [...opening].map(([asset, held]) => ({ asset, quantity: held }));
  const { venueId } = await createPaper(ctx, { name: spec.venueName, prices: "simulated", balances });
  const venue = await openVenueRow(ctx, await getVenueRow(ctx, venueId));
  const cold = spec.cold ? await openCold(ctx, spec.cold) : null;
  return {
    seed: SIMULATED_SEED,
    policy: spec.policy,
    baseCurrency: spec.policy.quoteAsset,
    paper: { venueId, name: spec.venueName, kind: "paper" },
    markets: await venue.loadMarkets(),
    manual: cold,
  };
}

async function openCold(ctx: ServiceContext, cold: NonNullable<PortfolioSpec["cold"]>): Promise<World["manual"]> {
  const holdings = Object.entries(cold.holdings);
  const { venueId } = await createManual(ctx, {
    name: cold.name,
    balances: holdings.map(([asset, held]) => ({ asset, quantity: held, note: "Hardware wallet" })),
  });
  return {
    venueId,
    name: cold.name,
    kind: "manual",
    holdings: new Map(holdings.map(([asset, held]) => [asset, quantity(held)])),
  };
}

/** Everything at target on the first day; a group's members share evenly where it names no inner weights. */
export function openingBalances(policy: Policy, worth: number, at: number): Balances {
  const balances = new Map<AssetId, Quantity>();
  for (const target of policy.targets) {
    const members = targetMembers(target);
    for (const asset of members) {
      const inner =
        target.kind === "group" && target.mode === "weighted"
          ? (target.members.find((member) => member.asset === asset)?.weight ?? 0)
          : 1 / members.length;
      const price = simulatedPrice(SIMULATED_SEED, asset, policy.quoteAsset, at) ?? 1;
      balances.set(asset, quantity(((worth * target.weight * inner) / price).toFixed(6)));
    }
  }
  return balances;
}
