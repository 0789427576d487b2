/**
 * Adds to a snapshot what the policy's moving parts come to at that instant: the history they read, capitalisations,
 * costs, flows and the stop's last state are loaded here, and the pure engine rules. A policy without moving parts
 * costs nothing. What lacks is fetched on the way; the check then holds, says so, and the next one finds it.
 */
import { needsResolving, type ResolveVerdict, resolvePolicy, stopStateOf } from "@/lib/engine/decide/resolve-policy";
import type { Policy, PriceTable, ResolvedPolicy, Snapshot, StopState } from "@/lib/engine/model";
import { latestCapitalisations } from "../capitalisation/latest";
import { capitalisedAssets } from "../capitalisation/needed";
import { queryMissing } from "../capitalisation/query-missing";
import type { ServiceContext } from "../context";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import { closesForPolicy } from "../price-data/closes-for-policy";
import type { VenueRow } from "../venue/get";
import { flowShareOf } from "./cash-flow-share";
import { costsByTarget } from "./costs";
import { checkIndex, type IndexCheck } from "./stop-index";
import { tradedSince } from "./traded-since";

export interface ResolveInputs {
  policy: Policy;
  ownerId: string;
  venues: readonly VenueRow[];
  /** null: nothing is a portfolio yet; then there are no flows and the stop stands at its start. */
  portfolio: LoadedPortfolio | null;
  lastKnown: Snapshot | null;
  /** From the portfolio's state, as the last check left it; absent: what the last snapshot says. */
  stop?: StopState | null;
  previousResolved?: ResolvedPolicy | null;
  /**
   * Whether the last snapshot was resolved under this very policy: weights of the same occurrence are then taken from
   * it.
   */
  isSamePolicy: boolean;
  lastRunAt: number | null;
  isRestartRequested?: boolean;
}

export async function resolveSnapshot(
  ctx: ServiceContext,
  snapshot: Snapshot,
  ground: ResolveInputs,
): Promise<Snapshot> {
  if (!needsResolving(ground.policy)) return snapshot;
  const { verdict } = await resolveWithCloses(ctx, snapshot, ground);
  return { ...snapshot, resolved: verdict };
}

/** The resolved policy with the closes it was made from. */
export async function resolveWithCloses(
  ctx: ServiceContext,
  snapshot: Snapshot,
  ground: ResolveInputs,
): Promise<{ verdict: ResolveVerdict; table: PriceTable | null }> {
  const { policy, lastKnown } = ground;
  const stop = policy.stop == null ? null : ground.stop !== undefined ? ground.stop : stopStateOf(lastKnown?.resolved);
  const lastResolved = lastKnown?.resolved?.ok === true ? lastKnown.resolved.resolved : null;
  const capitalised = capitalisedAssets(policy);
  await queryMissing(ctx, capitalised);
  const closes = await closesForPolicy(ctx, {
    policy: withoutSoughtPast(policy, stop),
    portfolio: { ownerId: ground.ownerId },
    venues: ground.venues,
  });
  const previous = ground.previousResolved === undefined ? lastResolved : ground.previousResolved;
  const traded =
    stop && lastKnown && ground.portfolio
      ? await tradedSince(ctx.db, ground.portfolio.portfolio.id, lastKnown.takenAt)
      : [];
  const checked = checkIndex(policy, lastKnown, snapshot, stop, traded);
  const verdict = resolvePolicy(
    policy,
    {
      table: closes.ok ? closes.table : null,
      knownAfterMs: 0, // these closes are dated by the end of their bar
      sources: closes.ok ? closes.sources : [],
      capitalisations: await latestCapitalisations(ctx, capitalised),
      costs: costsByTarget(policy, snapshot),
      stop,
      index: checked.index,
      isRestartRequested: ground.isRestartRequested === true,
      flowShare: ground.portfolio ? await flowShareOf(ctx, ground.portfolio, policy, snapshot, ground.lastRunAt) : 0,
      previous: ground.isSamePolicy ? previous : null,
    },
    snapshot.takenAt,
  );
  const complete = closes.ok || verdict.ok ? verdict : { ...verdict, problems: closes.problems };
  return { verdict: remember(complete, checked), table: closes.ok ? closes.table : null };
}

/** A past that was searched once is not read again at every check. */
function withoutSoughtPast(policy: Policy, stop: StopState | null): Policy {
  if (policy.stop == null || stop?.isFromHistory !== true) return policy;
  return { ...policy, stop: { ...policy.stop, peakFrom: "today" } };
}

function remember(verdict: ResolveVerdict, { sinceConfirmed, prices }: IndexCheck): ResolveVerdict {
  const keep = (stop: ResolvedPolicy["stop"]) => (stop === null ? null : { ...stop, sinceConfirmed, prices });
  if (verdict.ok) return { ok: true, resolved: { ...verdict.resolved, stop: keep(verdict.resolved.stop) } };
  return { ...verdict, stop: keep(verdict.stop) };
}
