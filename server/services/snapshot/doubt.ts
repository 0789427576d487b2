/**
 * Doubts an exchange's answer in which something we held is gone and no fill of ours explains it. An asset missing
 * beside others is asked about again some seconds later, and only a second answer is believed; an account that is
 * empty all at once is more often a broken answer than an emptied one, and takes a day. Until then the last known
 * holdings stand and nothing is decided. Paper and manual balances are our own rows and are believed.
 */
import { and, eq, gt, isNotNull, sql } from "drizzle-orm";
import { postings } from "@/drizzle/schema";
import type { AssetId, Holding, Snapshot, VanishedAsset } from "@/lib/engine/model";
import { toFloat } from "@/lib/money";
import type { ServiceContext } from "../context";
import type { VenueRow } from "../venue/get";
import type { Answer, VenueAccount } from "./read-venue";

/** A second answer counts when it was asked for at least this much later. */
export const ASKED_AGAIN_AFTER_MS = 10_000;
/** After this long the same empty answer is believed: the owner has really moved everything away. */
const EMPTY_BELIEVED_AFTER_MS = 24 * 3_600_000;
/** Less than this share of the portfolio may go without a question. */
const DUST_SHARE = 0.001;
/** Fills explain an absence when at most this part of the holding should be left. */
const LEFT_OVER = 0.01;
const NAMED_MAX = 3;

export type Believed =
  | { kind: "ok"; value: VenueAccount }
  | {
      kind: "failed";
      message: string;
      vanished?: readonly VanishedAsset[];
      isDoubted?: true;
      /** null: the next check is early enough. */
      askAgainAt?: number | null;
    };

export async function doubt(
  ctx: Pick<ServiceContext, "db" | "now">,
  row: VenueRow,
  answer: Answer<VenueAccount>,
  lastKnown: Snapshot | null,
): Promise<Believed> {
  const doubted = lastKnown?.venues.find((venue) => venue.venueId === row.id)?.vanished ?? [];
  // A failed question confirms nothing and denies nothing.
  if (answer.kind === "failed") return { ...answer, vanished: doubted };
  if (row.kind !== "exchange" || lastKnown === null) return answer;
  const gone = await findGone(ctx, row, answer.value, lastKnown);
  const now = ctx.now();
  const vanished = gone.map(({ asset }) => ({
    asset,
    since: doubted.find((earlier) => earlier.asset === asset)?.since ?? now,
  }));
  const isEmpty = answer.value.balances.length === 0;
  const believedAfter = isEmpty ? EMPTY_BELIEVED_AFTER_MS : ASKED_AGAIN_AFTER_MS;
  const believedFrom = Math.max(...vanished.map(({ since }) => since + believedAfter));
  if (vanished.length === 0 || now >= believedFrom) return answer;
  return isEmpty
    ? { kind: "failed", isDoubted: true, vanished, askAgainAt: null, message: emptyMessage(row.name) }
    : { kind: "failed", isDoubted: true, vanished, askAgainAt: believedFrom, message: goneMessage(row.name, gone) };
}

/** What was held and is neither in the answer, nor dust beside what is, nor sold by us. */
async function findGone(
  { db }: Pick<ServiceContext, "db">,
  row: VenueRow,
  { balances }: VenueAccount,
  lastKnown: Snapshot,
): Promise<readonly Holding[]> {
  const shown = new Set(balances.map((balance) => balance.asset));
  const held = lastKnown.holdings.filter((holding) => holding.venueId === row.id && toFloat(holding.quantity) > 0);
  const missing = held.filter((holding) => !shown.has(holding.asset));
  const worth = balances.length === 0 ? missing : missing.filter((holding) => !isDust(holding, lastKnown));
  if (worth.length === 0) return [];
  const traded = await db
    .select({ asset: postings.asset, total: sql<string>`sum(${postings.quantity})::text` })
    .from(postings)
    .where(
      and(
        eq(postings.account, `venue:${row.id}`),
        isNotNull(postings.fillId),
        gt(postings.createdAt, new Date(lastKnown.takenAt)),
      ),
    )
    .groupBy(postings.asset);
  const change = new Map(traded.map(({ asset, total }) => [asset, Number(total)]));
  return worth.filter(({ asset, quantity }) => {
    const was = toFloat(quantity);
    return was + (change.get(asset) ?? 0) > LEFT_OVER * was;
  });
}

/** Of an asset without a price nobody knows whether it is dust: it is asked about. */
function isDust({ asset, quantity }: Holding, { holdings, prices }: Snapshot): boolean {
  const priceOf = new Map<AssetId, number>(prices.map((price) => [price.asset, toFloat(price.price)]));
  const price = priceOf.get(asset);
  if (price === undefined) return false;
  const whole = holdings.reduce((sum, each) => sum + toFloat(each.quantity) * (priceOf.get(each.asset) ?? 0), 0);
  return toFloat(quantity) * price < DUST_SHARE * whole;
}

function goneMessage(name: string, gone: readonly Holding[]): string {
  const named = gone.slice(0, NAMED_MAX).map(({ asset, quantity }) => `${quantity} ${asset}`);
  const all = gone.length > NAMED_MAX ? [...named, `${gone.length - NAMED_MAX} more`] : named;
  const list = all.length === 1 ? all[0] : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
  return `${name} no longer shows your ${list}. Asked again before anything is decided.`;
}

const emptyMessage = (name: string) =>
  `${name} answered, but all its balances vanished since the last look. Nothing is traded on that; if you moved everything away it is believed after 24 hours of the same answer.`;
