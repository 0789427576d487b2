import type { ServiceContext } from "../context";
import { listUnknownOrders } from "../order";
import { findLastSnapshot } from "../snapshot/last-known";
import { cardOf } from "./card";
import { loadFlows, valueFlows } from "./cash-flows";
import { loadPortfolioFacts } from "./load-facts";
import type { PortfolioCard } from "./types";

const DAY_MS = 86_400_000;

export async function listPortfolios(ctx: ServiceContext): Promise<readonly PortfolioCard[]> {
  const now = ctx.now();
  const all = await loadPortfolioFacts(ctx, "all");
  const flows = await loadFlows(
    ctx.db,
    all.map(({ portfolio }) => portfolio.id),
    now - DAY_MS,
  );
  const unknownOrders = await listUnknownOrders(ctx);
  return Promise.all(
    all.map(async (facts) => {
      const own = flows.filter((flow) => flow.portfolioId === facts.portfolio.id);
      // Only a portfolio with flows needs prices here, and those are rare.
      const prices = own.length > 0 ? ((await findLastSnapshot(ctx, facts.portfolio.id))?.prices ?? []) : [];
      return cardOf(facts, { flowsLastDay: valueFlows(own, prices), unknownOrders }, now);
    }),
  );
}
