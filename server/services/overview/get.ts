import { eq } from "drizzle-orm";
import { ownerSettings, venues } from "@/drizzle/schema";
import type { HoldReason } from "@/lib/engine/model";
import { describeVenueStatement, headOfProblem } from "@/lib/format";
import { add, divideDown, isZero, type Notional, subtract, sum, toFloat } from "@/lib/money";
import { ownerIdOf, type ServiceContext } from "../context";
import { listPortfolios } from "../portfolio/list";
import type { PortfolioCard } from "../portfolio/types";
import { findNotAllotted } from "./not-allotted";
import type { OverviewView } from "./types";

export async function getOverview(ctx: ServiceContext): Promise<OverviewView> {
  const ownerId = ownerIdOf(ctx);
  const cards = await listPortfolios(ctx);
  const [settings] = await ctx.db.select().from(ownerSettings).where(eq(ownerSettings.ownerId, ownerId));
  const troubled = await ctx.db
    .select({
      name: venues.name,
      problem: venues.problem,
      kind: venues.problemKind,
      since: venues.problemSince,
      archivedAt: venues.archivedAt,
    })
    .from(venues)
    .where(eq(venues.ownerId, ownerId));
  const total = totalOf(cards, settings?.baseCurrency ?? "USDT");
  return {
    ...total,
    notAllotted: await findNotAllotted(ctx, total.baseCurrency),
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
    problems: [
      ...troubled.flatMap((venue) =>
        venue.problem && !venue.archivedAt
          ? {
              message: headOfProblem(venue.name, venue.kind, describeVenueStatement(venue.problem)),
              href: "/venues",
              since: venue.since?.getTime() ?? null,
            }
          : [],
      ),
      ...cards.flatMap(({ id, name, status }) =>
        status.kind === "broken"
          ? { message: `${name}: ${status.headline}`, href: `/portfolios/${id}`, since: status.since }
          : [],
      ),
      ...cards.flatMap(({ id, name, status }) => {
        const since = status.kind === "holding" ? suspectSince(status.reasons) : null;
        return since === null ? [] : { message: `${name}: in doubt`, href: `/portfolios/${id}`, since };
      }),
    ],
  };
}

/** Since when something holds a portfolio that its owner may have to settle; null: nothing does. */
function suspectSince(reasons: readonly HoldReason[]): number | null {
  const since = reasons.flatMap((reason) => {
    if (reason.kind === "unconfirmed") return reason.suspects.map((suspect) => suspect.since);
    return reason.kind === "unexplained-difference" ? reason.since : [];
  });
  return since.length > 0 ? Math.min(...since) : null;
}

/** One sum where all portfolios think in one currency; currencies are not mixed without a price. */
function totalOf(
  cards: readonly PortfolioCard[],
  usual: string,
): Pick<OverviewView, "totalValue" | "baseCurrency" | "dayChange"> {
  const currencies = [...new Set(cards.map((card) => card.baseCurrency))];
  const baseCurrency = currencies.length === 1 ? currencies[0]! : usual;
  const counted = cards.filter((card) => card.baseCurrency === baseCurrency);
  const values = counted.flatMap((card) => (card.value === null ? [] : (card.value as Notional)));
  if (values.length === 0 || counted.length < cards.length) return { totalValue: null, baseCurrency, dayChange: null };
  const totalValue = sum(values);
  const changed = counted.filter((card) => card.dayChange !== null);
  const change = sum(changed.flatMap((card) => (card.dayChange ? [card.dayChange.value as Notional] : [])));
  const before = subtract(sum(changed.flatMap((card) => (card.value ? [card.value as Notional] : []))), change);
  const ratio = isZero(before) ? 0 : toFloat(divideDown(change, before));
  return {
    totalValue,
    baseCurrency,
    dayChange: changed.length === 0 ? null : { value: add(change, "0" as Notional), ratio },
  };
}
