/**
 * Canada: one adjusted cost base per asset over all wallets (ITA 54), and the superficial loss (ITA 54, 40(2)(g)(i),
 * 53(1)(f); IT-456R par. 12). A loss is denied as far as the same asset was bought in the 61 days around the sale and is
 * still held at their end, and what is denied joins the cost of what is held:
 *
 *   denied = loss x min(sold, bought from day -30 to day +30, held at the end of day +30) / sold
 *
 *   100 for 5,000 · sold for 3,000 · 100 bought back the next day for 3,000
 *   ->  loss of 2,000 denied; the 100 cost 5,000
 *
 * A disposal with a loss stays open for 30 days.
 */
import type { AssetId } from "@/lib/engine/model";
import { type Amount, shareOf } from "./amount";
import type { Day } from "./calendar";
import { Holdings } from "./holdings";
import { poolLots, wholeDisposal } from "./pool-rows";
import type { Disposal, Income, MatchProblem, MatchResult } from "./result";
import type { Dispose, Step } from "./steps";

const WINDOW_DAYS = 30;

/** Signed changes of one asset in the order they happened. */
interface Change {
  day: Day;
  by: Amount;
  /** Set on what came: when it was bought, which may be before it came here. */
  acquired: Day | null;
}

export function matchPoolCa(steps: Iterable<Step>): MatchResult {
  const income: Income[] = [];
  const problems: MatchProblem[] = [];
  const holdings = new Holdings();
  const done: Step[] = [];
  const changes = new Map<AssetId, Change[]>();
  for (const step of steps) {
    const problem = holdings.book(step);
    if (problem !== null) {
      problems.push(problem);
      continue;
    }
    done.push(step);
    if (step.income !== null) income.push(step.income);
    for (const movement of step.movements) {
      if (movement.kind !== "acquire" && movement.kind !== "dispose") continue;
      const isPurchase = movement.kind === "acquire";
      const list = changes.get(movement.asset) ?? [];
      const by = isPurchase ? movement.quantity : -movement.quantity;
      list.push({ day: step.day, by, acquired: movement.kind === "acquire" ? movement.acquired : null });
      changes.set(movement.asset, list);
    }
  }
  const pools = new Map<AssetId, { quantity: Amount; cost: Amount }>();
  const disposals: Disposal[] = [];
  for (const step of done) {
    for (const movement of step.movements) {
      if (movement.kind === "acquire") {
        const pool = pools.get(movement.asset) ?? { quantity: 0n, cost: 0n };
        pool.quantity += movement.quantity;
        pool.cost += movement.cost ?? 0n;
        pools.set(movement.asset, pool);
      } else if (movement.kind === "dispose") {
        const pool = pools.get(movement.asset)!;
        disposals.push(sell(step, movement, pool, changes.get(movement.asset)!));
      }
    }
  }
  return { disposals, lots: poolLots(pools, holdings), income, problems };
}

function sell(
  step: Step,
  sale: Dispose,
  pool: { quantity: Amount; cost: Amount },
  changes: readonly Change[],
): Disposal {
  const cost = shareOf(pool.cost, sale.quantity, pool.quantity);
  pool.quantity -= sale.quantity;
  pool.cost -= cost;
  const loss = cost + sale.fee - sale.proceeds;
  const denied = loss > 0n ? shareOf(loss, deniedUnits(step.day, sale.quantity, changes), sale.quantity) : 0n;
  pool.cost += denied;
  const openUntil = loss > 0n ? step.day + WINDOW_DAYS : null;
  return { ...wholeDisposal(step, sale, cost), denied, openUntil };
}

function deniedUnits(day: Day, sold: Amount, changes: readonly Change[]): Amount {
  let bought = 0n;
  let held = 0n;
  for (const change of changes) {
    if (change.day > day + WINDOW_DAYS) break;
    held += change.by;
    if (change.acquired !== null && change.acquired >= day - WINDOW_DAYS) bought += change.by;
  }
  const least = bought < held ? bought : held;
  return least < sold ? least : sold;
}
