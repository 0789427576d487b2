/**
 * What an account is confirmed to hold: its answer, judged against what was confirmed before. Paper and manual balances
 * are our own rows. A suspect asset is counted at the balance confirmed before, in rows of which nothing is free.
 */
import { type BalanceVerdict, judgeBalances, sumByAsset, type Worth } from "@/lib/engine/confirm/judge-balances";
import type { AssetId, Confirmations, Holding } from "@/lib/engine/model";
import { add, isPositive, maximum, minimum, type Quantity, quantity, subtract, toFloat } from "@/lib/money";
import type { ServiceContext } from "../context";
import { bookedSince } from "./booked-since";
import { queryRecords } from "./query-records";
import type { VenueAccount } from "./read-venue";

export interface ConfirmedAccount extends BalanceVerdict {
  holdings: readonly Holding[];
}

export async function confirmAccount(
  ctx: Pick<ServiceContext, "db">,
  account: VenueAccount,
  memory: Confirmations,
  baseCurrency: AssetId,
): Promise<ConfirmedAccount> {
  const rows = holdingsOf(account);
  const { id: venueId, name: venue } = account.row;
  if (account.row.kind !== "exchange") {
    const own = [...sumByAsset(rows)].map(([asset, held]) => ({
      venueId,
      asset,
      quantity: held,
      at: account.queriedAt,
    }));
    return { holdings: rows, confirmed: own, suspectMemory: [], suspects: [] };
  }
  const before = { confirmed: memory.balances, suspectMemory: memory.suspectBalances };
  const observation = {
    venueId,
    venue,
    queriedAt: account.queriedAt,
    seen: sumByAsset(rows),
    booked: await bookedSince(ctx, venueId, memory.balances),
    records: null,
  };
  const worth = worthBy(memory, baseCurrency);
  let verdict = judgeBalances(observation, before, worth);
  // While a suspicion stands the records are queried even where the figure fits again: it may fit for the wrong reason.
  const standing = memory.suspectBalances.filter((suspect) => suspect.venueId === venueId);
  const suspectAssets = [...verdict.suspects, ...standing]
    .filter(({ suspicion }) => suspicion !== "negative")
    .map(({ asset }) => asset);
  if (suspectAssets.length > 0) {
    const own = memory.balances.filter(
      (balance) => balance.venueId === venueId && suspectAssets.includes(balance.asset),
    );
    const since = Math.min(account.queriedAt, ...own.map((balance) => balance.at));
    const records = await queryRecords(ctx, account, suspectAssets, since);
    if (records !== null) verdict = judgeBalances({ ...observation, records }, before, worth);
  }
  const suspects = new Map(verdict.suspects.map((suspect) => [suspect.asset, suspect]));
  const sound = rows.filter((row) => !suspects.has(row.asset));
  const rowsCounted = [...suspects.values()].flatMap(({ asset, suspicion, counted }) => {
    const own = rows.filter((row) => row.asset === asset);
    // What is owed is shown as it is.
    return suspicion === "negative" ? own.map(closed) : countAs(venueId, asset, counted, own);
  });
  return { ...verdict, holdings: [...sound, ...rowsCounted] };
}

function holdingsOf({ row, balances }: VenueAccount): readonly Holding[] {
  // Holdings we may not trade, or could not trade safely, count like cold storage; so does what earns under a code of
  // its own.
  const isClosed = row.kind === "manual" || row.config.permissions?.canTrade === false;
  return balances.map(({ asset, total, free, venueCode }) => {
    const isLocked = isClosed || venueCode !== undefined;
    const holding = { venueId: row.id, asset, quantity: total, free: isLocked ? quantity("0") : free, isLocked };
    return venueCode === undefined ? holding : { ...holding, venueCode };
  });
}

/** Rows that together hold what is confirmed: the venue's own as far as they go, and one for what it does not show. */
function countAs(venueId: string, asset: AssetId, counted: Quantity, rows: readonly Holding[]): Holding[] {
  const rowsCounted: Holding[] = [];
  let left = maximum(counted, quantity("0"));
  for (const row of rows.map(closed)) {
    const part = minimum(row.quantity, left);
    left = subtract(left, part);
    if (isPositive(part)) rowsCounted.push({ ...row, quantity: part });
  }
  const [first] = rowsCounted;
  if (!isPositive(left)) return rowsCounted;
  if (first !== undefined) return [{ ...first, quantity: add(first.quantity, left) }, ...rowsCounted.slice(1)];
  return [{ venueId, asset, quantity: left, free: quantity("0"), isLocked: false }];
}

const closed = (row: Holding): Holding => ({ ...row, free: quantity("0") });

/** Shares are measured by what was last confirmed: the prices of now are not queried yet. */
function worthBy({ prices, balances }: Confirmations, baseCurrency: AssetId): Worth {
  const priceOf = new Map<AssetId, number>(prices.map(({ asset, price }) => [asset, toFloat(price)]));
  priceOf.set(baseCurrency, 1);
  const whole = balances.reduce((sum, { asset, quantity: held }) => sum + toFloat(held) * (priceOf.get(asset) ?? 0), 0);
  return { priceOf: (asset) => priceOf.get(asset) ?? null, whole };
}
