/**
 * What a policy would do now, without keeping anything. While an editor is open the same question comes with every
 * change, so the snapshot of the venues is cached for some seconds: only the pure part runs again.
 */
import { LRUCache } from "lru-cache";
import { needsResolving } from "@/lib/engine/decide/needs-resolving";
import { checkLimits } from "@/lib/engine/limits/check-limits";
import { type Policy, type Snapshot, scheduleOf, targetMembers } from "@/lib/engine/model";
import { decideAndPlan } from "@/lib/engine/plan/decide-and-plan";
import { nextOccurrences } from "@/lib/engine/triggers/cron";
import { describeLimit, describeVerdict, titleOfRebalance } from "@/lib/format";
import type { PreviewPolicyInput } from "@/lib/schemas/portfolio";
import { latestCapitalisations } from "../capitalisation/latest";
import { capitalisedAssets } from "../capitalisation/needed";
import { loadConfirmations } from "../confirmation/load";
import { ownerIdOf, type ServiceContext } from "../context";
import { resolveWithCloses } from "../effective-policy/resolve-snapshot";
import { type EffectiveFacts, resolvedPolicyViewOf } from "../effective-policy/view";
import { loadFacts, turnoverOf } from "../evaluation/facts";
import { loadState } from "../evaluation/state";
import { nextCheckAt } from "../occurrence/due";
import { allocationRows } from "../portfolio/allocation-rows";
import { type LoadedPortfolio, loadPortfolio } from "../portfolio/get-owned";
import { readerOf } from "../portfolio/reader";
import { findLastSnapshot } from "../snapshot/last-known";
import { snapshotVenues } from "../snapshot/take";
import { getVenueRow, type VenueRow } from "../venue/get";
import { readPolicy } from "./read";
import type { PreviewView } from "./types";

const SNAPSHOT_CACHE_MS = 20_000;
const SNAPSHOTS_CACHED = 32;
const NEXT_SHOWN = 3;

interface Ground {
  portfolio: LoadedPortfolio | null;
  portfolioId: string | null;
  baseCurrency: string;
  venues: readonly VenueRow[];
}

export async function previewPolicy(ctx: ServiceContext, input: PreviewPolicyInput): Promise<PreviewView> {
  const policy = readPolicy(input.policy);
  const ground = await groundOf(ctx, input, policy);
  const taken = await cachedSnapshot(ctx, ground, policy);
  const now = ctx.now();
  const ownerId = ownerIdOf(ctx);
  const facts = ground.portfolioId ? await loadFacts(ctx.db, { portfolioId: ground.portfolioId, ownerId, now }) : null;
  const effective = await resolveFor(ctx, ground, policy, taken, facts?.lastRunAt ?? null);
  const snapshot = effective ? { ...taken, resolved: effective.verdict } : taken;
  const found = decideAndPlan(policy, snapshot, {
    now,
    dueOccurrences: [],
    lastRunAt: facts?.lastRunAt ?? null,
    requestedBy: null,
    policyChanged: true,
    stopped: false,
    paused: false,
    running: null,
  });
  const { decision, plan, allocation } = found;
  const limits =
    plan &&
    checkLimits(policy, plan, snapshot, {
      now,
      turnoverLastDay: facts ? turnoverOf(facts.tradedLastDay, plan.valueBase) : 0,
      lastPrices: {},
      stopped: false,
      approver: policy.autonomy === "auto" ? "autopilot" : "person",
      reasons: decision.kind === "rebalance" ? decision.reasons : [],
      allocation,
    });
  const rebalance = plan && { tradeCount: plan.orders.length, state: "proposed" as const };
  const described = describeVerdict({ decision, autonomy: policy.autonomy, rebalance }, await readerOf(ctx));
  return {
    allocation: allocationRows(plan?.after ?? decision.drifts, policy, snapshot),
    portfolioDrift: decision.portfolioDrift,
    wouldTrade: plan !== null && limits?.kind !== "blocked",
    headline: found.kind === "rebalance" ? titleOfRebalance(found.plan, found.decision.reasons) : described.headline,
    sentence: described.sentence,
    plan,
    limitChecks: (limits?.checks ?? []).map(describeLimit),
    nextAt: nextAt(policy, now),
    resolved: effective && resolvedPolicyViewOf(effective, await readerOf(ctx)),
  };
}

/** What the draft's moving parts come to; null where it has none. The stop stands where the portfolio's own does. */
async function resolveFor(
  ctx: ServiceContext,
  ground: Ground,
  policy: Policy,
  taken: Snapshot,
  lastRunAt: number | null,
): Promise<EffectiveFacts | null> {
  if (!needsResolving(policy)) return null;
  const state = ground.portfolio ? await loadState(ctx.db, ground.portfolio.portfolio.id) : null;
  const { verdict, table } = await resolveWithCloses(ctx, taken, {
    policy,
    ownerId: ownerIdOf(ctx),
    venues: ground.venues,
    portfolio: ground.portfolio,
    lastKnown: state?.lastKnown ?? null,
    ...(state ? { stop: state.stop, confirmations: state.confirmations } : {}),
    isSamePolicy: false,
    lastRunAt,
  });
  const capitalisations = await latestCapitalisations(ctx, capitalisedAssets(policy));
  return { policy, verdict, table, capitalisations, at: taken.takenAt };
}

async function groundOf(ctx: ServiceContext, input: PreviewPolicyInput, policy: Policy): Promise<Ground> {
  if (input.portfolioId !== undefined) {
    const loaded = await loadPortfolio(ctx, input.portfolioId);
    const { portfolio, venues } = loaded;
    return { portfolio: loaded, portfolioId: portfolio.id, baseCurrency: portfolio.baseCurrency, venues };
  }
  const venues = await Promise.all((input.venueIds ?? []).map((venueId) => getVenueRow(ctx, venueId)));
  return { portfolio: null, portfolioId: null, baseCurrency: policy.quoteAsset, venues };
}

const snapshots = new LRUCache<string, { until: number; snapshot: Promise<Snapshot> }>({ max: SNAPSHOTS_CACHED });

function cachedSnapshot(ctx: ServiceContext, ground: Ground, policy: Policy): Promise<Snapshot> {
  const assets = [...new Set([...policy.targets.flatMap(targetMembers), policy.quoteAsset])].sort();
  const venueIds = ground.venues.map((venue) => venue.id);
  const key = JSON.stringify([ownerIdOf(ctx), ground.portfolioId, venueIds, assets, ground.baseCurrency]);
  const now = ctx.now();
  const kept = snapshots.get(key);
  if (kept && kept.until > now) return kept.snapshot;
  const snapshot = takeFreshSnapshot(ctx, ground, policy);
  snapshots.set(key, { until: now + SNAPSHOT_CACHE_MS, snapshot });
  snapshot.catch(() => snapshots.delete(key));
  return snapshot;
}

async function takeFreshSnapshot(ctx: ServiceContext, ground: Ground, policy: Policy): Promise<Snapshot> {
  const { venues, baseCurrency, portfolioId } = ground;
  const request = { venues, policy, baseCurrency, portfolio: ground.portfolio?.portfolio };
  if (portfolioId === null) return snapshotVenues(ctx, { ...request, lastKnown: null });
  const lastKnown = await findLastSnapshot(ctx, portfolioId);
  const confirmations = await loadConfirmations(ctx, portfolioId, lastKnown);
  return snapshotVenues(ctx, { ...request, lastKnown, confirmations });
}

function nextAt(policy: Policy, now: number): readonly number[] {
  const occurrences = policy.triggers.flatMap((trigger) => {
    const schedule = scheduleOf(trigger);
    return schedule === null ? [] : nextOccurrences(schedule.cron, schedule.timeZone, now, NEXT_SHOWN);
  });
  const upcoming = [...new Set(occurrences)].sort((left, right) => left - right).slice(0, NEXT_SHOWN);
  return upcoming.length > 0 ? upcoming : [nextCheckAt(policy, now)];
}
