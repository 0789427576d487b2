/** Assembles what the proposal page is given; everything is read, nothing is decided. */
import { asc, eq } from "drizzle-orm";
import { rebalanceEvents, users } from "@/drizzle/schema";
import { countedSuspects } from "@/lib/engine/decide/counted-suspects";
import {
  assetName,
  describeLimit,
  describeRebalanceOutcome,
  describeRunEvent,
  describeSuspect,
  ifNothing,
  titleOfRebalance,
  whyParagraphs,
} from "@/lib/format";
import { isMachine, MACHINES, type ServiceContext } from "../../context";
import { nextCheckAt } from "../../occurrence/due";
import type { OrderView } from "../../order/types";
import { orderViews } from "../../order/view";
import { allocationRows } from "../../portfolio/allocation-rows";
import { modeOf } from "../../portfolio/card";
import { venuesOfPortfolio } from "../../portfolio/get-owned";
import { readerOf } from "../../portfolio/reader";
import type { RebalanceView } from "../types";
import type { LoadedRebalance } from "./get-owned";
import { realisedOf } from "./realised";

export async function buildRebalanceView(ctx: ServiceContext, loaded: LoadedRebalance): Promise<RebalanceView> {
  const { rebalance, portfolio, policy } = loaded;
  const { plan } = rebalance;
  const [orders, venues, reader, approvedBy, events] = await Promise.all([
    orderViews(ctx.db, rebalance.id),
    venuesOfPortfolio(ctx.db, portfolio.id),
    readerOf(ctx),
    nameOfApprover(ctx, rebalance.approvedBy),
    ctx.db
      .select()
      .from(rebalanceEvents)
      .where(eq(rebalanceEvents.rebalanceId, rebalance.id))
      .orderBy(asc(rebalanceEvents.at), asc(rebalanceEvents.id)),
  ]);
  const expiresAt = rebalance.expiresAt.getTime();
  return {
    id: rebalance.id,
    portfolioId: portfolio.id,
    portfolioName: portfolio.name,
    mode: modeOf(venues),
    venues: venues.map(({ id, name }) => ({ id, name })),
    baseCurrency: portfolio.baseCurrency,
    state: rebalance.state,
    origin: rebalance.origin,
    title: titleOfRebalance(plan, rebalance.reasons),
    why: whyParagraphs({ reasons: rebalance.reasons }, plan, policy, reader, portfolio.baseCurrency),
    ifNothing: ifNothing(plan, portfolio.baseCurrency, expiresAt, nextCheckAt(policy, reader.now), reader),
    reasons: rebalance.reasons,
    plan,
    allocation: allocationRows(plan.after, policy, rebalance.snapshot),
    limitChecks: rebalance.limitChecks.map(describeLimit),
    suspects: countedSuspects(rebalance.snapshot).map((suspect) => describeSuspect(suspect, reader)),
    leftOut: rebalance.leftOut,
    proposedAt: rebalance.proposedAt.getTime(),
    expiresAt,
    approvedAt: rebalance.approvedAt?.getTime() ?? null,
    approvedBy,
    startedAt: rebalance.startedAt?.getTime() ?? null,
    finishedAt: rebalance.finishedAt?.getTime() ?? null,
    outcome: describeRebalanceOutcome(rebalance.outcome),
    differences: rebalance.differences,
    differencesAcceptedAt: rebalance.differencesAcceptedAt?.getTime() ?? null,
    supersededBy: rebalance.supersededBy,
    orders,
    // Single questions to the venue are counted beside their order; here they would drown the rest.
    timeline: events
      .filter(({ event }) => event !== "order.queried")
      .map((row) => ({
        at: row.at.getTime(),
        event: row.event,
        text: describeRunEvent(row.event, row.detail, nameOfOrder(orders, row.orderId)),
        orderId: row.orderId,
      })),
    realised: realisedOf(plan, orders, {
      baseCurrency: portfolio.baseCurrency,
      prices: rebalance.snapshot.prices,
      orders: plan.orders,
    }),
    achieved: rebalance.achieved,
    autonomy: policy.autonomy,
  };
}

function nameOfOrder(orders: readonly OrderView[], orderId: string | null): string | null {
  const order = orders.find((each) => each.id === orderId);
  return order ? `${order.side === "buy" ? "Buy" : "Sell"} ${assetName(order.base)}` : null;
}

async function nameOfApprover(ctx: ServiceContext, approvedBy: string | null): Promise<string | null> {
  if (approvedBy === null) return null;
  if (isMachine(approvedBy)) return MACHINES[approvedBy];
  const [user] = await ctx.db.select({ name: users.name }).from(users).where(eq(users.id, approvedBy));
  return user?.name ?? "the owner";
}
