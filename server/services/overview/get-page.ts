/** What the command page is given. No venue is queried but for a rate between currencies that no check has seen. */
import { and, count, eq, isNotNull } from "drizzle-orm";
import { portfolios } from "@/drizzle/schema";
import { describeMissing, describePartial } from "@/lib/format";
import { sum } from "@/lib/money";
import type { ListPortfoliosInput } from "@/lib/schemas/overview";
import { ownerIdOf, type ServiceContext } from "../context";
import { listUnknownOrders } from "../order";
import { loadPortfolioFacts, type PortfolioFacts } from "../portfolio/load-facts";
import { statusOf } from "../portfolio/status";
import { countWaiting } from "../rebalance/proposal/list-waiting";
import { chooseRows } from "./choose-rows";
import { countStates, type ListedRow, listedRows, listView } from "./list-page";
import { type LoadedTotal, loadTotal } from "./load-total";
import { portfolioProblems, venueProblems } from "./problems";
import type { OverviewPageView, TotalView } from "./types";

/** Portfolios whose trouble is told on the page; of more the list tells, filtered. */
const TROUBLES_TOLD = 3;

export async function getOverviewPage(ctx: ServiceContext, input: ListPortfoliosInput): Promise<OverviewPageView> {
  const now = ctx.now();
  const [loaded, waiting, archivedCount, unknownOrders] = await Promise.all([
    loadTotal(ctx),
    countWaiting(ctx),
    countArchived(ctx),
    listUnknownOrders(ctx),
  ]);
  const all = listedRows(loaded, now);
  const chosen = chooseRows(all, input);
  const troubled = all.filter((row) => row.state === "trouble");
  const told = troubled.slice(0, TROUBLES_TOLD);
  const only = waiting.count === 1 ? all.find((row) => row.state === "waits") : undefined;
  const wanted = new Set([...chosen.rows, ...told, ...(only ? [only] : [])].map((row) => row.id));
  const facts = await loadPortfolioFacts(ctx, [...wanted], { hasHistory: false });
  const factsOf = new Map(facts.map((each) => [each.portfolio.id, each]));
  return {
    total: totalView(loaded),
    portfolioCount: all.length,
    archivedCount,
    states: countStates(all),
    waiting: { ...waiting, only: onlyProposal(only, factsOf, now) },
    problems: [
      ...venueProblems(loaded.index.venues),
      ...portfolioProblems(
        told.flatMap(({ id, name }) => {
          const own = factsOf.get(id);
          return own ? { id, name, status: statusOf(own, now) } : [];
        }),
      ),
    ],
    furtherProblems: troubled.length - told.length,
    unknownOrders,
    list: listView(all, chosen, loaded, factsOf, now),
  };
}

function onlyProposal(
  row: ListedRow | undefined,
  factsOf: ReadonlyMap<string, PortfolioFacts>,
  now: number,
): OverviewPageView["waiting"]["only"] {
  const facts = row && factsOf.get(row.id);
  const status = facts && statusOf(facts, now);
  if (!row || status?.kind !== "proposed") return null;
  return { rebalanceId: status.rebalanceId, portfolioName: row.name, headline: status.headline };
}

function totalView({ index, total }: LoadedTotal): TotalView {
  const outside = total.outside.flatMap(({ value }) => (value === null ? [] : [value]));
  const doubts = index.rows.flatMap(({ name, lastCheck }) => {
    const partial = lastCheck?.doubtful ? describePartial(lastCheck.doubtful) : null;
    return partial === null ? [] : [`${name}: ${partial}`];
  });
  return {
    currency: total.currency,
    value: total.value,
    dayChange: total.dayChange,
    outside: outside.length > 0 ? sum(outside) : null,
    paper: total.paper,
    converted: convertedCurrencies({ index, total }),
    missing: describeMissing(total.missing),
    partial: doubts.slice(0, TROUBLES_TOLD).join(" ") || null,
  };
}

export function convertedCurrencies({ index, total }: Pick<LoadedTotal, "index" | "total">): readonly string[] {
  const unreached = new Set(total.missing.flatMap((part) => (part.kind === "no-rate" ? [part.from] : [])));
  const currencies = new Set(index.rows.map((row) => row.baseCurrency));
  return [...currencies].filter((currency) => currency !== total.currency && !unreached.has(currency));
}

async function countArchived(ctx: Pick<ServiceContext, "db" | "actor">): Promise<number> {
  const [row] = await ctx.db
    .select({ total: count() })
    .from(portfolios)
    .where(and(eq(portfolios.ownerId, ownerIdOf(ctx)), isNotNull(portfolios.archivedAt)));
  return row?.total ?? 0;
}
