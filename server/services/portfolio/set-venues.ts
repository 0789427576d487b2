import { eq } from "drizzle-orm";
import { portfolioVenues } from "@/drizzle/schema";
import type { SetVenuesInput } from "@/lib/schemas/portfolio";
import { recordAudit } from "../audit/record";
import type { ServiceContext } from "../context";
import { checkAssets } from "../policy/check-assets";
import { requestCheck } from "../slot/request-check";
import { getVenueRow, holdVenues } from "../venue/get";
import { loadPortfolio } from "./get-owned";
import { assertNothingRuns, withdrawProposals } from "./withdraw-proposals";

export async function setPortfolioVenues(ctx: ServiceContext, { portfolioId, venueIds }: SetVenuesInput) {
  const { portfolio, policy } = await loadPortfolio(ctx, portfolioId);
  const venues = await Promise.all(venueIds.map((venueId) => getVenueRow(ctx, venueId)));
  await checkAssets(ctx, venues, policy);
  await ctx.db.transaction(async (tx) => {
    await holdVenues(tx, venues);
    await assertNothingRuns(tx, portfolioId, "Change its venues");
    await tx.delete(portfolioVenues).where(eq(portfolioVenues.portfolioId, portfolioId));
    await tx.insert(portfolioVenues).values(venueIds.map((venueId) => ({ portfolioId, venueId })));
    await withdrawProposals(tx, portfolioId, ctx.now(), "The portfolio's venues were changed. No order was sent.");
    await recordAudit(tx, ctx, {
      action: "portfolio.set-venues",
      summary: `"${portfolio.name}" now spans ${venues.map((venue) => venue.name).join(", ")}.`,
      subjectKind: "portfolio",
      subjectId: portfolioId,
      portfolioId,
    });
    await requestCheck(tx, portfolioId, ctx.now());
  });
  return { portfolioId };
}
