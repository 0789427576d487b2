import { describeMissing } from "@/lib/format";
import type { ServiceContext } from "../context";
import { listPortfolios } from "../portfolio/list";
import { loadTotal } from "./load-total";
import { portfolioProblems, venueProblems } from "./problems";
import type { OverviewView } from "./types";

export async function getOverview(ctx: ServiceContext): Promise<OverviewView> {
  const [cards, { index, total }] = await Promise.all([listPortfolios(ctx), loadTotal(ctx)]);
  return {
    totalValue: total.inPortfolios,
    baseCurrency: total.currency,
    dayChange: total.dayChange,
    missing: describeMissing(total.missing),
    notAllotted: total.outside.flatMap(({ venueId, venueName, kind, assets, value }) =>
      kind === "not-allotted" && assets ? [{ venueId, venueName, assets, value }] : [],
    ),
    partial: cards.flatMap(({ name, partial }) => (partial === null ? [] : `${name}: ${partial}`)).join(" ") || null,
    portfolios: cards,
    waiting: cards.flatMap(({ id, name, status }) =>
      status.kind === "proposed" && status.waitsForYou
        ? {
            portfolioId: id,
            portfolioName: name,
            rebalanceId: status.rebalanceId,
            headline: status.headline,
            expiresAt: status.expiresAt,
          }
        : [],
    ),
    problems: [...venueProblems(index.venues), ...portfolioProblems(cards)],
  };
}
