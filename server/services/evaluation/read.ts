/** The first step of a check: everything it decides by, read once. Venues are read here and nowhere else. */
import type { PendingRebalance, Snapshot } from "@/lib/engine/model";
import type { ServiceContext } from "../context";
import { resolveSnapshot } from "../effective-policy/resolve-snapshot";
import { loadPending, openPending } from "../pending";
import { type LoadedPortfolio, loadPortfolio } from "../portfolio/get-owned";
import type { Taken } from "../snapshot/take";
import { type ComparedRun, compareRun } from "./compare-run";
import { type EvaluationFacts, loadFacts } from "./facts";
import { callsOfStanding } from "./standing-calls";
import { loadState, type PortfolioState } from "./state";
import { takePortfolioSnapshot } from "./take-portfolio-snapshot";

export interface Ground {
  loaded: LoadedPortfolio;
  state: PortfolioState;
  /** When the venues were queried, and when they had answered. */
  checkedAt: number;
  now: number;
  taken: Taken;
  /** What was taken, with what the policy's moving parts come to. */
  snapshot: Snapshot;
  facts: EvaluationFacts;
  pending: readonly PendingRebalance[];
  compared: ComparedRun | null;
}

export async function readGround(
  ctx: ServiceContext,
  portfolioId: string,
  options: { isRestartRequested?: boolean } = {},
): Promise<Ground> {
  const loaded = await loadPortfolio(ctx, portfolioId);
  const state = await loadState(ctx.db, portfolioId);
  const checkedAt = ctx.now();
  const taken = await takePortfolioSnapshot(ctx, loaded, state);
  const now = ctx.now();
  const facts = await loadFacts(ctx.db, { portfolioId, ownerId: loaded.portfolio.ownerId, now });
  if (state.isNew) await adoptStanding(ctx, loaded, facts, now);
  const snapshot = await resolvePreview(ctx, taken.snapshot, { loaded, state, facts, ...options });
  return {
    loaded,
    state,
    checkedAt,
    now,
    taken,
    snapshot,
    facts,
    pending: await loadPending(ctx.db, portfolioId, now),
    compared: await compareRun(ctx.db, facts.unsettled, taken),
  };
}

export function resolvePreview(
  ctx: ServiceContext,
  taken: Snapshot,
  ground: { loaded: LoadedPortfolio; state: PortfolioState; facts: EvaluationFacts; isRestartRequested?: boolean },
): Promise<Snapshot> {
  const { loaded, state, facts } = ground;
  const { portfolio, policy, venues } = loaded;
  const isSamePolicy = state.policyVersion === portfolio.policyVersion;
  return resolveSnapshot(ctx, taken, {
    policy,
    ownerId: portfolio.ownerId,
    venues,
    portfolio: loaded,
    lastKnown: state.lastKnown,
    stop: state.stop,
    previousResolved: isSamePolicy ? state.resolved : null,
    isSamePolicy,
    // A run that fell short has not placed what was deposited.
    lastRunAt: facts.lastDoneRunAt,
    isRestartRequested: ground.isRestartRequested === true,
  });
}

/** A proposal of a version before 0.3 stands for something that nobody wrote down then. */
async function adoptStanding(
  ctx: ServiceContext,
  { portfolio }: LoadedPortfolio,
  { open }: EvaluationFacts,
  now: number,
): Promise<void> {
  const calls = open === null || open.expiresAt.getTime() <= now ? [] : callsOfStanding(open);
  if (calls.length > 0) await ctx.db.transaction((tx) => openPending(tx, portfolio.id, now, calls));
}
