import { policyVersions, portfolios, portfolioVenues } from "@/drizzle/schema";
import type { CreatePortfolioInput } from "@/lib/schemas/portfolio";
import { claimAccounts } from "../allotment/claim-accounts";
import { auditActorOf, recordAudit } from "../audit/record";
import { ownerIdOf, type ServiceContext } from "../context";
import { newId } from "../id";
import { requestCheck } from "../occurrence/request-check";
import { checkAssets } from "../policy/check-assets";
import { readPolicy } from "../policy/read";
import { getVenueRow } from "../venue/get";

export async function createPortfolio(
  ctx: ServiceContext,
  input: CreatePortfolioInput,
): Promise<{ portfolioId: string }> {
  const policy = readPolicy(input.policy);
  const venues = await Promise.all(input.venueIds.map((venueId) => getVenueRow(ctx, venueId)));
  await checkAssets(ctx, venues, policy);

  const now = ctx.now();
  const portfolioId = newId(now);
  const createdAt = new Date(now);
  await ctx.db.transaction(async (tx) => {
    const { name, baseCurrency } = input;
    await tx.insert(portfolios).values({ id: portfolioId, ownerId: ownerIdOf(ctx), name, baseCurrency, createdAt });
    await claimAccounts(tx, ctx, { portfolioId, venues, divideVenueIds: input.divideVenueIds ?? [] });
    await tx.insert(portfolioVenues).values(venues.map((venue) => ({ portfolioId, venueId: venue.id })));
    await tx
      .insert(policyVersions)
      .values({ portfolioId, version: 1, policy, createdBy: auditActorOf(ctx.actor), createdAt });
    await recordAudit(
      tx,
      ctx,
      { action: "portfolio.create", portfolio: name, venues: venues.map((venue) => venue.name) },
      { subjectKind: "portfolio", subjectId: portfolioId, portfolioId },
    );
    await requestCheck(tx, portfolioId, now);
  });
  return { portfolioId };
}
