/** Assembles what the proposal page is given; everything is read, nothing is decided. */
import { asc, eq } from "drizzle-orm";
import { rebalanceEvents, users } from "@/drizzle/schema";
import { type Policy, type Snapshot, type TargetDrift, targetKey, targetMembers } from "@/lib/engine/model";
import { assetName, describeRunEvent, ifNothing, titleOfRebalance, whyParagraphs } from "@/lib/format";
import { multiply, sum, toFloat } from "@/lib/money";
import type { AllocationRow, OrderView, RebalanceView } from "@/lib/schemas/views";
import type { ServiceContext } from "../context";
import { orderViews } from "../order/view";
import { modeOf } from "../portfolio/card";
import { venuesOfPortfolio } from "../portfolio/get-owned";
import { readerOf } from "../portfolio/reader";
import { nextCheckAt } from "../slot/due";
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
    why: whyParagraphs({ reasons: rebalance.reasons }, plan, policy, reader),
    ifNothing: ifNothing(plan, portfolio.baseCurrency, expiresAt, nextCheckAt(policy, reader.now), reader),
    reasons: rebalance.reasons,
    plan,
    allocation: plan.after.map((row) => allocationRow(row, policy, rebalance.snapshot)),
    limitChecks: rebalance.limitChecks,
    leftOut: rebalance.leftOut,
    proposedAt: rebalance.proposedAt.getTime(),
    expiresAt,
    approvedAt: rebalance.approvedAt?.getTime() ?? null,
    approvedBy,
    startedAt: rebalance.startedAt?.getTime() ?? null,
    finishedAt: rebalance.finishedAt?.getTime() ?? null,
    outcome: rebalance.outcome,
    differences: rebalance.differences,
    supersededBy: rebalance.supersededBy,
    orders,
    // Single questions to the venue are counted beside their order; here they would drown the rest.
    timeline: events
      .filter(({ event }) => event !== "order.asked")
      .map((row) => ({
        at: row.at.getTime(),
        event: row.event,
        text: describeRunEvent(row.event, row.detail, nameOfOrder(orders, row.orderId)),
        orderId: row.orderId,
      })),
    realised: realisedOf(plan, orders),
    autonomy: policy.autonomy,
  };
}

function nameOfOrder(orders: readonly OrderView[], orderId: string | null): string | null {
  const order = orders.find((each) => each.id === orderId);
  return order ? `${order.side === "buy" ? "Buy" : "Sell"} ${assetName(order.base)}` : null;
}

async function nameOfApprover(ctx: ServiceContext, approvedBy: string | null): Promise<string | null> {
  if (approvedBy === null) return null;
  if (approvedBy === "autopilot") return "Autopilot";
  const [user] = await ctx.db.select({ name: users.name }).from(users).where(eq(users.id, approvedBy));
  return user?.name ?? "the owner";
}

/** A target's row with its members' weights as they were when the plan was made. */
export function allocationRow(row: TargetDrift, policy: Pick<Policy, "targets">, snapshot: Snapshot): AllocationRow {
  const target = policy.targets.find((each) => targetKey(each) === row.key);
  const members = target ? targetMembers(target) : row.members;
  const worth = new Map(members.map((asset) => [asset, worthOf(snapshot, asset)]));
  const whole = [...worth.values()].reduce((total, each) => total + each, 0);
  return {
    ...row,
    mode: target?.kind === "group" ? target.mode : "asset",
    memberRows: members.map((asset) => ({
      asset,
      name: assetName(asset),
      weight: whole > 0 ? (row.weight * (worth.get(asset) ?? 0)) / whole : 0,
      target: innerTarget(target, asset),
    })),
    trace: [],
  };
}

function worthOf(snapshot: Snapshot, asset: string): number {
  const price = snapshot.prices.find((each) => each.asset === asset)?.price ?? "0";
  const held = sum<string>(snapshot.holdings.filter((each) => each.asset === asset).map((each) => each.quantity));
  return toFloat(multiply(held, price));
}

function innerTarget(target: Policy["targets"][number] | undefined, asset: string): number | null {
  if (!target) return null;
  if (target.kind === "asset") return target.weight;
  if (target.mode === "fungible") return null;
  const member = target.members.find((each) => each.asset === asset);
  return member ? target.weight * member.weight : null;
}
