/** The first step of a check: everything it decides by, read once. Venues are asked here and nowhere else. */
import type { PendingRebalance, Snapshot } from "@/lib/engine/model";
import type { ServiceContext } from "../context";
import { loadPending, openPending } from "../pending";
import { type LoadedPortfolio, loadPortfolio } from "../portfolio/get-owned";
import { ruleSnapshot } from "../ruling/rule-snapshot";
import { type ComparedRun, compareRun } from "./compare-run";
import { type EvaluationFacts, loadFacts } from "./facts";
import { type Look, lookAtPortfolio } from "./look";
import { callsOfStanding } from "./standing-calls";
import { loadState, type PortfolioState } from "./state";

export interface Ground {
  loaded: LoadedPortfolio;
  state: PortfolioState;
  /** When the venues were asked, and when they had answered. */
  lookedAt: number;
  now: number;
  look: Look;
  /** The look's picture, with what the policy's moving parts come to. */
  snapshot: Snapshot;
  facts: EvaluationFacts;
  pending: readonly PendingRebalance[];
  compared: ComparedRun | null;
}

export async function readGround(
  ctx: ServiceContext,
  portfolioId: string,
  options: { isRestartAsked?: boolean } = {},
): Promise<Ground> {
  const loaded = await loadPortfolio(ctx, portfolioId);
  const state = await loadState(ctx.db, portfolioId);
  const lookedAt = ctx.now();
  const look = await lookAtPortfolio(ctx, loaded, state);
  const now = ctx.now();
  const facts = await loadFacts(ctx.db, { portfolioId, ownerId: loaded.portfolio.ownerId, now });
  if (state.isNew) await adoptStanding(ctx, loaded, facts, now);
  const snapshot = await rulePicture(ctx, look.snapshot, { loaded, state, facts, ...options });
  return {
    loaded,
    state,
    lookedAt,
    now,
    look,
    snapshot,
    facts,
    pending: await loadPending(ctx.db, portfolioId, now),
    compared: await compareRun(ctx.db, facts.unsettled, look),
  };
}

export function rulePicture(
  ctx: ServiceContext,
  picture: Snapshot,
  ground: { loaded: LoadedPortfolio; state: PortfolioState; facts: EvaluationFacts; isRestartAsked?: boolean },
): Promise<Snapshot> {
  const { loaded, state, facts } = ground;
  const { portfolio, policy, venues } = loaded;
  const isSamePolicy = state.policyVersion === portfolio.policyVersion;
  return ruleSnapshot(ctx, picture, {
    policy,
    ownerId: portfolio.ownerId,
    venues,
    portfolio: loaded,
    lastKnown: state.lastKnown,
    stop: state.stop,
    previousRuling: isSamePolicy ? state.ruling : null,
    isSamePolicy,
    // A run that fell short has not placed what was deposited.
    lastRunAt: facts.lastDoneRunAt,
    isRestartAsked: ground.isRestartAsked === true,
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
