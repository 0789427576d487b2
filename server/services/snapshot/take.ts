/**
 * Takes a snapshot of everything a decision needs, from all of a portfolio's venues at once, and says what of it is
 * confirmed. A venue that fails is marked with a problem: its last known holdings are shown and nothing is traded on
 * them. A price or a balance that did not pass the rule is counted as it was last confirmed, with the suspicion beside
 * it. What was confirmed and suspect before comes in, what is now goes out; the caller stores it.
 */

import { chooseMarkets } from "@/lib/engine/confirm/choose-markets";
import { priceTerms } from "@/lib/engine/confirm/judge-price";
import type { PricesVerdict, Voice } from "@/lib/engine/confirm/judge-prices";
import { isPeggedTo } from "@/lib/engine/confirm/off-peg";
import type { AccountBalance } from "@/lib/engine/ledger/divide-account";
import {
  type AssetId,
  type Confirmations,
  type Holding,
  NOTHING_CONFIRMED,
  type Snapshot,
  targetMembers,
} from "@/lib/engine/model";
import { quantity } from "@/lib/money";
import { ownParts, shareSnapshot } from "../allotment/share-snapshot";
import type { ServiceContext } from "../context";
import type { VenueRow } from "../venue/get";
import { recordVenueHealth } from "../venue/refresh-health";
import { composeSnapshot } from "./compose";
import { confirmAccount } from "./confirm-account";
import { confirmPrices } from "./confirm-prices";
import { findLateBalances } from "./late-balances";
import { originOf, sourced } from "./origin";
import { quotesElsewhere } from "./quotes-elsewhere";
import { type Answer, readAccount, readPrices, type VenueAccount } from "./read-venue";
import { rememberWhat } from "./remember";
import type { Account, SnapshotRequest, VenueSnapshot } from "./types";

export interface Taken {
  snapshot: Snapshot;
  /** To be stored with the portfolio's state, and handed in with the next snapshot. */
  confirmations: Confirmations;
  /** What each account that answered said, whole and unjudged: what our fills are held against. */
  accounts: readonly { venueId: string; balances: VenueAccount["balances"] }[];
}

/**
 * The same for previews: nobody stores what was confirmed, and what was only never seen before counts as it is seen.
 */
export async function snapshotVenues(ctx: ServiceContext, request: SnapshotRequest): Promise<Snapshot> {
  return (await observe(ctx, request, true)).snapshot;
}

export async function takeSnapshot(
  ctx: ServiceContext,
  request: SnapshotRequest & { confirmations: Confirmations },
): Promise<Taken> {
  return observe(ctx, request, false);
}

async function observe(ctx: ServiceContext, request: SnapshotRequest, isPreview: boolean): Promise<Taken> {
  const { policy, baseCurrency, venues } = request;
  const memory = request.confirmations ?? NOTHING_CONFIRMED;
  const read = await Promise.all(venues.map((row) => readAccount(ctx, row)));
  const accounts = await Promise.all(
    read.map(async (answer): Promise<Answer<Account>> => {
      if (answer.kind === "failed") return answer;
      return {
        kind: "ok",
        value: { ...answer.value, ...(await confirmAccount(ctx, answer.value, memory, baseCurrency)) },
      };
    }),
  );
  const parts = await ownParts(
    ctx,
    request,
    accounts.map((account) => (account.kind === "ok" ? account.value.holdings.map(asBalance) : null)),
  );
  const holdings = venues.flatMap((row, index) => {
    const part = parts[index];
    return part ? part.balances.map((balance) => asHolding(row, balance)) : lastHoldings(row, request, memory);
  });
  const assets = new Set<AssetId>([
    ...policy.targets.flatMap(targetMembers),
    ...holdings.map((holding) => holding.asset),
    policy.quoteAsset,
    ...(policy.stop ? [policy.stop.safeAsset] : []),
  ]);
  const snapshots = await Promise.all(
    venues.map((row, index) => snapshotVenue(ctx, row, accounts[index]!, assets, request)),
  );
  for (const { venue, health } of snapshots) await recordVenueHealth(ctx, venue.venueId, health);

  const answered = snapshots.filter(({ venue }) => venue.problem === null);
  const isPricedHere = venues.some((row) => row.kind !== "manual");
  const borrowed = isPricedHere ? null : await quotesElsewhere(ctx, assets, request);
  const voices = borrowed === null ? voicesOf(venues, answered) : [borrowed.voice];
  const answering = accounts.flatMap((account) => (account.kind === "ok" ? [account.value] : []));
  const takenAt = ctx.now();
  const suspectBalances = accounts.flatMap((account) => (account.kind === "ok" ? account.value.suspects : []));
  const suspect = new Set(suspectBalances.map(({ asset }) => asset));
  const judged = await confirmPrices(
    ctx,
    {
      assets: [...assets].sort(),
      baseCurrency,
      quoteAsset: policy.quoteAsset,
      takenAt,
      voices,
      venues,
      accounts: borrowed === null ? answering : [...answering, borrowed.account],
      isBalanceSuspect: (asset) => suspect.has(asset),
      termsOf: (asset) => priceTerms(takenAt, isPeggedTo(asset, baseCurrency), policy.limits ?? null),
    },
    memory,
  );
  const prices = withoutSilent(judged, snapshots);
  const snapshot = composeSnapshot({
    request,
    takenAt,
    snapshots,
    holdings,
    assets: [...assets].sort(),
    prices,
    suspectBalances,
    memory,
    isPreview,
  });
  const seen = { takenAt, prices: snapshot.prices, lastKnown: request.lastKnown };
  const late = isPreview ? [] : await findLateBalances(ctx, answering, takenAt);
  const shared = snapshot.venues.map((venue, index) => ({
    ...shareSnapshot(venue, parts[index] ?? null, seen),
    ...late.find(({ venueId }) => venueId === venue.venueId),
  }));
  return {
    snapshot: { ...snapshot, venues: shared },
    confirmations: rememberWhat(memory, { answering, prices, venues, snapshot }),
    accounts: answering.map(({ row, balances }) => ({ venueId: row.id, balances })),
  };
}

/** A silent venue is shown as silent: prices only it quotes are neither judged nor suspect, and stand as they were. */
function withoutSilent(judged: PricesVerdict, snapshots: readonly VenueSnapshot[]): PricesVerdict {
  const silent = snapshots.filter(({ venue }) => venue.problem !== null);
  const isSilent = (asset: AssetId) =>
    silent.some(({ venue }) => {
      return venue.markets.length === 0 || venue.markets.some(({ base, quote }) => base === asset || quote === asset);
    });
  const isShown = ({ asset, suspicion }: { asset: AssetId; suspicion: string }) =>
    suspicion !== "missing" || !isSilent(asset);
  return {
    ...judged,
    suspectMemory: judged.suspectMemory.filter(isShown),
    suspects: judged.suspects.filter(isShown),
  };
}

function lastHoldings(row: VenueRow, { lastKnown }: SnapshotRequest, memory: Confirmations): readonly Holding[] {
  const last = lastKnown?.holdings.filter((holding) => holding.venueId === row.id) ?? [];
  if (last.length > 0) return last;
  return memory.balances
    .filter((balance) => balance.venueId === row.id)
    .map(({ venueId, asset, quantity }) => ({ venueId, asset, quantity, free: quantity, isLocked: false }));
}

/** Answers by where they come from, in the order of the venues. */
function voicesOf(rows: readonly VenueRow[], snapshots: readonly VenueSnapshot[]): Voice[] {
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const quotes = snapshots.flatMap(({ venue }) => {
    const row = rowOf.get(venue.venueId)!;
    return [{ origin: originOf(row), quotes: sourced(row, venue.quotes) }];
  });
  return [...Map.groupBy(quotes, ({ origin }) => origin)].map(([origin, parts]) => ({
    origin,
    quotes: parts.flatMap((part) => part.quotes),
  }));
}

async function snapshotVenue(
  ctx: Pick<ServiceContext, "now">,
  row: VenueRow,
  account: Answer<Account>,
  assets: ReadonlySet<AssetId>,
  request: SnapshotRequest,
): Promise<VenueSnapshot> {
  if (account.kind === "failed") return failed(row, account, request.lastKnown);
  const { markets, latencyMs } = account.value;
  const choice = chooseMarkets(markets, assets, request.policy.quoteAsset, request.baseCurrency);
  const prices = await readPrices(ctx, account.value, choice.quoted);
  if (prices.kind === "failed") return failed(row, prices, request.lastKnown);
  return {
    venue: {
      venueId: row.id,
      name: row.name,
      kind: row.kind,
      problem: null,
      markets: choice.traded,
      quotes: prices.value.quotes,
    },
    openOrders: prices.value.openOrders,
    health: { latencyMs },
  };
}

/** Its quotes are its last known ones with their true age, so that the value can still be shown. */
function failed(
  row: VenueRow,
  { trouble }: Extract<Answer<unknown>, { kind: "failed" }>,
  lastKnown: Snapshot | null,
): VenueSnapshot {
  const last = lastKnown?.venues.find((venue) => venue.venueId === row.id);
  return {
    venue: {
      venueId: row.id,
      name: row.name,
      kind: row.kind,
      problem: {
        kind: trouble.kind ?? "silent",
        statement: trouble.problem,
        since: row.problemSince?.getTime() ?? 0,
        // It said itself when it may be queried again.
        ...(trouble.until == null ? {} : { recheckAt: trouble.until }),
      },
      markets: last?.markets ?? [],
      quotes: last?.quotes ?? [],
    },
    openOrders: [],
    health: trouble,
  };
}

/** A confirmed holding as a row of its account, to be divided. */
const asBalance = (holding: Holding) => ({ ...holding, total: holding.quantity });

/** A row that is a portfolio's whole stays what it was; a part of a divided asset is a holding of its own. */
function asHolding(row: VenueRow, balance: ReturnType<typeof asBalance> | AccountBalance): Holding {
  if ("venueId" in balance) {
    const { total: _, ...holding } = balance;
    return holding;
  }
  const isLocked = row.kind === "manual" || row.config.permissions?.canTrade === false;
  const { asset, total, free } = balance;
  return { venueId: row.id, asset, quantity: total, free: isLocked ? quantity("0") : free, isLocked };
}
