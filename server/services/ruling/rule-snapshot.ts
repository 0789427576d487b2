/**
 * Adds to a picture what the policy's moving parts come to at that instant: the history they read, capitalisations,
 * costs, flows and the stop's last state are loaded here, and the pure engine rules. A policy without moving parts
 * costs nothing. What lacks is asked for on the way; the check then holds, says so, and the next one finds it.
 */
import { makeRuling, needsRuling, type RulingVerdict, stopStateOf } from "@/lib/engine/decide/make-ruling";
import type { Policy, PriceTable, Ruling, Snapshot, StopState } from "@/lib/engine/model";
import { askWhatLacks } from "../capitalisation/ask-what-lacks";
import { latestCapitalisations } from "../capitalisation/latest";
import { capitalisedAssets } from "../capitalisation/needed";
import type { ServiceContext } from "../context";
import { closesForPolicy } from "../history/closes-for-policy";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import type { VenueRow } from "../venue/get";
import { costsByTarget } from "./costs";
import { flowShareOf } from "./flow-share";
import { type IndexLook, lookAtIndex } from "./stop-index";
import { tradedSince } from "./traded-since";

export interface RulingGround {
  policy: Policy;
  ownerId: string;
  venues: readonly VenueRow[];
  /** null: nothing is a portfolio yet; then there are no flows and the stop stands at its start. */
  portfolio: LoadedPortfolio | null;
  lastKnown: Snapshot | null;
  /** From the portfolio's state, as the last check left it; absent: what the last picture says. */
  stop?: StopState | null;
  previousRuling?: Ruling | null;
  /** Whether the last picture was ruled by this very policy: weights of the same slot are then taken from it. */
  isSamePolicy: boolean;
  lastRunAt: number | null;
  isRestartAsked?: boolean;
}

export async function ruleSnapshot(ctx: ServiceContext, snapshot: Snapshot, ground: RulingGround): Promise<Snapshot> {
  if (!needsRuling(ground.policy)) return snapshot;
  const { verdict } = await rule(ctx, snapshot, ground);
  return { ...snapshot, ruling: verdict };
}

/** The ruling with the closes it was made from. */
export async function rule(
  ctx: ServiceContext,
  snapshot: Snapshot,
  ground: RulingGround,
): Promise<{ verdict: RulingVerdict; table: PriceTable | null }> {
  const { policy, lastKnown } = ground;
  const stop = policy.stop == null ? null : ground.stop !== undefined ? ground.stop : stopStateOf(lastKnown?.ruling);
  const lastRuling = lastKnown?.ruling?.ok === true ? lastKnown.ruling.ruling : null;
  const capitalised = capitalisedAssets(policy);
  await askWhatLacks(ctx, capitalised);
  const closes = await closesForPolicy(ctx, {
    policy: withoutSoughtPast(policy, stop),
    portfolio: { ownerId: ground.ownerId },
    venues: ground.venues,
  });
  const previous = ground.previousRuling === undefined ? lastRuling : ground.previousRuling;
  const traded =
    stop && lastKnown && ground.portfolio
      ? await tradedSince(ctx.db, ground.portfolio.portfolio.id, lastKnown.takenAt)
      : [];
  const look = lookAtIndex(policy, lastKnown, snapshot, stop, traded);
  const verdict = makeRuling(
    policy,
    {
      table: closes.ok ? closes.table : null,
      knownAfterMs: 0, // these closes are stamped by the end of their bar
      sources: closes.ok ? closes.sources : [],
      capitalisations: await latestCapitalisations(ctx, capitalised),
      costs: costsByTarget(policy, snapshot),
      stop,
      index: look.index,
      isRestartAsked: ground.isRestartAsked === true,
      flowShare: ground.portfolio ? await flowShareOf(ctx, ground.portfolio, policy, snapshot, ground.lastRunAt) : 0,
      previous: ground.isSamePolicy ? previous : null,
    },
    snapshot.takenAt,
  );
  const told = closes.ok || verdict.ok ? verdict : { ...verdict, problems: closes.problems };
  return { verdict: remember(told, look), table: closes.ok ? closes.table : null };
}

/** A past that was looked through once is not read again at every check. */
function withoutSoughtPast(policy: Policy, stop: StopState | null): Policy {
  if (policy.stop == null || stop?.isFromHistory !== true) return policy;
  return { ...policy, stop: { ...policy.stop, peakFrom: "today" } };
}

function remember(verdict: RulingVerdict, { sinceBelieved, prices }: IndexLook): RulingVerdict {
  const keep = (stop: Ruling["stop"]) => (stop === null ? null : { ...stop, sinceBelieved, prices });
  if (verdict.ok) return { ok: true, ruling: { ...verdict.ruling, stop: keep(verdict.ruling.stop) } };
  return { ...verdict, stop: keep(verdict.stop) };
}
