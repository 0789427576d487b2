/** The portfolio page: the last check, the journal's newest lines, three months of traces. No venue is queried. */

import { eq } from "drizzle-orm";
import { evaluations } from "@/drizzle/schema";
import type { PendingRebalance, Snapshot } from "@/lib/engine/model";
import { describeHalt } from "@/lib/format";
import type { Notional } from "@/lib/money";
import type { ServiceContext } from "../context";
import { listUnknownOrders } from "../order";
import { convertForOwner } from "../overview/convert-for-owner";
import { findLastSnapshot } from "../snapshot/last-known";
import { allocationRows } from "./allocation-rows";
import { createCache } from "./cache";
import { cardOf } from "./card";
import { loadFlows, valueFlows } from "./cash-flows";
import { chooseEvenly, indexAtOrAfter } from "./choose-points";
import { countDecisions, loadDecisions } from "./decisions";
import { holdingRows } from "./holding-rows";
import { cacheKeyOf, getPortfolioFacts, type PortfolioFacts } from "./load-facts";
import { isPartial, setAsideRows, suspectRows } from "./suspect-rows";
import type { PendingView, PortfolioView } from "./types";
import { loadWeights } from "./value-series";

const DAY_MS = 86_400_000;
const TRACE_POINTS = 90;
const DECISIONS_SHOWN = 8;

export async function getPortfolioView(ctx: ServiceContext, portfolioId: string): Promise<PortfolioView> {
  const now = ctx.now();
  const facts = await getPortfolioFacts(ctx, portfolioId);
  const { portfolio } = facts;
  const made = await pages.get(ctx.db, portfolioId, cacheKeyOf(facts), () => makeLasting(ctx, facts, now));
  const { flows, ...lasting } = made;
  const recent = flows.filter((flow) => flow.at > now - DAY_MS).map((flow) => flow.worth);
  const card = cardOf(facts, { flowsLastDay: recent, unknownOrders: await listUnknownOrders(ctx) }, now);
  return {
    ...card,
    inOwnersCurrency: await convertForOwner(ctx, card, facts.ownersCurrency),
    isPaused: portfolio.isPaused,
    haltedReason: portfolio.haltedReason && describeHalt(portfolio.haltedReason),
    policy: facts.policy,
    policyVersion: portfolio.policyVersion,
    policyChangedAt: facts.policyChangedAt,
    pending: facts.pending.map(pendingView),
    ...lasting,
  };
}

const pendingView = (row: PendingRebalance): PendingView => {
  const { id, kind, state, reasons, since, attempts, restUntil, restingSince } = row;
  return { id, kind, state, reasons, since, attempts, restUntil, restingSince };
};

/** The parts of the page that change only with a check, the policy or a rebalance. */
type Lasting = Pick<
  PortfolioView,
  "allocation" | "holdings" | "pricesAt" | "suspects" | "setAside" | "isPartial" | "decisions" | "decisionCount"
> & {
  flows: readonly { at: number; worth: Notional }[];
};

const pages = createCache<Lasting>(64);

async function makeLasting(ctx: ServiceContext, facts: PortfolioFacts, now: number): Promise<Lasting> {
  const { portfolio, policy, lastCheck } = facts;
  const [snapshot, decisions, decisionCount, flows, traceOf] = await Promise.all([
    snapshotOf(ctx, facts),
    loadDecisions(ctx.db, portfolio.id, {
      reader: { now, timeZone: facts.timeZone },
      autonomy: policy.autonomy,
      count: DECISIONS_SHOWN,
      before: null,
    }),
    countDecisions(ctx.db, portfolio.id, lastCheck?.at ?? null),
    loadFlows(ctx.db, [portfolio.id], now - DAY_MS),
    tracesOf(ctx, facts, now),
  ]);
  const prices = snapshot?.prices ?? [];
  const drifts = lastCheck?.decision.drifts ?? [];
  const quoted = prices.filter((row) => row.asset !== portfolio.baseCurrency);
  return {
    allocation: allocationRows(drifts, policy, snapshot, traceOf),
    holdings: snapshot && lastCheck ? holdingRows(snapshot, policy, drifts, lastCheck.decision.value) : [],
    suspects: snapshot ? suspectRows(snapshot, { now, timeZone: facts.timeZone }) : [],
    setAside: snapshot ? setAsideRows(snapshot) : [],
    isPartial: lastCheck?.decision.kind === "hold" && isPartial(lastCheck.decision),
    pricesAt: quoted.length > 0 ? Math.min(...quoted.map((row) => row.at)) : null,
    decisions,
    decisionCount,
    flows: flows.flatMap((flow) => valueFlows([flow], prices).map((worth) => ({ at: flow.at, worth }))),
  };
}

async function snapshotOf(ctx: ServiceContext, { lastCheck, portfolio }: PortfolioFacts): Promise<Snapshot | null> {
  if (!lastCheck) return null;
  const [row] = await ctx.db
    .select({ snapshot: evaluations.snapshot })
    .from(evaluations)
    .where(eq(evaluations.id, lastCheck.id));
  return row?.snapshot ?? findLastSnapshot(ctx, portfolio.id);
}

/** Each target's weight over the last three months, about ninety points, oldest first. */
async function tracesOf(ctx: ServiceContext, facts: PortfolioFacts, now: number) {
  const { at } = facts.history;
  const first = indexAtOrAfter(at, now - 91 * DAY_MS);
  const instants = chooseEvenly(first, at.length, TRACE_POINTS).map((index) => at[index]!);
  const rows = await loadWeights(ctx.db, facts.portfolio.id, instants);
  return (key: string): readonly number[] =>
    instants.flatMap((instant) => {
      const weight = rows.get(instant)?.[key]?.[0];
      return weight === undefined ? [] : [weight];
    });
}
