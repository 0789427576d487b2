import { eq } from "drizzle-orm";
import { portfolioVenues } from "@/drizzle/schema";
import type { SetVenuesInput } from "@/lib/schemas/portfolio";
import { claimAccounts } from "../allotment/claim-accounts";
import { giveBack } from "../allotment/give-back";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { requestCheck } from "../occurrence/request-check";
import { checkAssets } from "../policy/check-assets";
import { getVenueRow } from "../venue/get";
import { loadPortfolio, venuesOfPortfolio } from "./get-owned";
import { assertNothingRuns, withdrawProposals } from "./withdraw-proposals";

export async function setPortfolioVenues(
  ctx: ServiceContext,
  { portfolioId, venueIds, divideVenueIds }: SetVenuesInput,
) {
  const { portfolio, policy } = await loadPortfolio(ctx, portfolioId);
  const venues = await Promise.all(venueIds.map((venueId) => getVenueRow(ctx, venueId)));
  await checkAssets(ctx, venues, policy);
  await ctx.db.transaction(async (tx) => {
    await assertNothingRuns(tx, portfolioId, "Change its venues");
    const before = await venuesOfPortfolio(tx, portfolioId);
    const added = venues.filter((venue) => !before.some(({ id }) => id === venue.id));
    await claimAccounts(tx, ctx, { portfolioId, venues: added, divideVenueIds: divideVenueIds ?? [] });
    await tx.delete(portfolioVenues).where(eq(portfolioVenues.portfolioId, portfolioId));
    await tx.insert(portfolioVenues).values(venueIds.map((venueId) => ({ portfolioId, venueId })));
    const left = before.flatMap(({ id }) => (venueIds.includes(id) ? [] : [id]));
    await giveBack(tx, ctx, portfolioId, left, "booked");
    await withdrawProposals(tx, portfolioId, ctx.now(), "venues-changed");
    await recordAudit(
      tx,
      ctx,
      { action: "portfolio.set-venues", portfolio: portfolio.name, venues: venues.map((venue) => venue.name) },
      { subjectKind: "portfolio", subjectId: portfolioId, portfolioId },
    );
    await requestCheck(tx, portfolioId, ctx.now());
  });
  return { portfolioId };
}
