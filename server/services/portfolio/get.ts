/** The portfolio page: the last look, the journal's newest lines, three months of traces. No venue is asked. */
import { eq } from "drizzle-orm";
import { evaluations } from "@/drizzle/schema";
import type { Snapshot } from "@/lib/engine/model";
import type { PortfolioView } from "@/lib/schemas/views";
import type { ServiceContext } from "../context";
import { NotFoundError } from "../errors";
import { findLastSnapshot } from "../snapshot/last-known";
import { allocationRows } from "./allocation-rows";
import { cardOf } from "./card";
import { countDecisions, loadDecisions } from "./decisions";
import { chooseEvenly, indexAtOrAfter } from "./downsample";
import { loadFlows, valueFlows } from "./flows";
import { loadWeights } from "./history";
import { holdingRows } from "./holding-rows";
import { loadPortfolioFacts, type PortfolioFacts } from "./load-facts";

const DAY_MS = 86_400_000;
const TRACE_POINTS = 90;
const DECISIONS_SHOWN = 8;

export async function getPortfolioView(ctx: ServiceContext, portfolioId: string): Promise<PortfolioView> {
  const now = ctx.now();
  const [facts] = await loadPortfolioFacts(ctx, [portfolioId]);
  if (!facts) throw new NotFoundError("There is no such portfolio. It may have been archived.");
  const { portfolio, policy, lastCheck } = facts;
  const [snapshot, decisions, decisionCount, flows, traceOf] = await Promise.all([
    snapshotOf(ctx, facts),
    loadDecisions(ctx.db, portfolioId, {
      reader: { now, timeZone: facts.timeZone },
      autonomy: policy.autonomy,
      count: DECISIONS_SHOWN,
      before: null,
    }),
    countDecisions(ctx.db, portfolioId, lastCheck?.at ?? null),
    loadFlows(ctx.db, [portfolioId], now - DAY_MS),
    tracesOf(ctx, facts, now),
  ]);
  const prices = snapshot?.prices ?? [];
  const drifts = lastCheck?.decision.drifts ?? [];
  const quoted = prices.filter((row) => row.asset !== portfolio.baseCurrency);
  return {
    ...cardOf(facts, valueFlows(flows, prices), now),
    isPaused: portfolio.isPaused,
    haltedReason: portfolio.haltedReason,
    policy,
    policyVersion: portfolio.policyVersion,
    policyChangedAt: facts.policyChangedAt,
    allocation: allocationRows(drifts, policy, snapshot, traceOf),
    holdings: snapshot && lastCheck ? holdingRows(snapshot, policy, drifts, lastCheck.decision.value) : [],
    pricesAt: quoted.length > 0 ? Math.min(...quoted.map((row) => row.at)) : null,
    decisions,
    decisionCount,
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
