/**
 * Own fills outrank balances: while an account does not show yet what we filled there in the last minutes, nothing new
 * is planned from it. It lags, and says so; a difference that stays is for the run's settling to name.
 */
import type { VenueProblem } from "@/lib/engine/model";
import type { ServiceContext } from "../context";
import { fillsContradict } from "../rebalance/run/fills-contradict";
import type { VenueAccount } from "./read-venue";

/** Balances catch up within seconds, nearly always. */
const RECHECK_MS = 15_000;

export async function findLateBalances(
  ctx: Pick<ServiceContext, "db" | "now">,
  accounts: readonly VenueAccount[],
  now: number,
): Promise<readonly { venueId: string; problem: VenueProblem }[]> {
  const found = await Promise.all(
    accounts.map(async ({ row, balances }) => {
      if (row.kind !== "exchange") return [];
      const late = await fillsContradict(ctx, row.id, balances);
      if (late.length === 0) return [];
      const problem: VenueProblem = {
        kind: "suspect",
        isSuspect: true,
        statement: { kind: "late-balances", venue: row.name, assets: late.map(({ asset }) => asset) },
        since: Math.min(...late.map(({ since }) => since)),
        recheckAt: now + RECHECK_MS,
      };
      return [{ venueId: row.id, problem }];
    }),
  );
  return found.flat();
}
