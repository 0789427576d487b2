/**
 * Books what somebody moved as a cash flow; the buy-and-hold benchmark gets it too, so that a deposit is never mistaken
 * for a gain.
 */
import type { Snapshot } from "@/lib/engine/model";
import type { Transaction } from "@/server/db/client";
import type { ServiceContext } from "../context";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import { bookFlow } from "./book-cash-flow";
import { findFlows } from "./find-cash-flows";

export const FLOW_ACCOUNTS = ["flow:deposit", "flow:withdrawal"] as const;

export async function recordCashFlows(
  tx: Transaction,
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  snapshot: Snapshot,
): Promise<void> {
  for (const flow of await findFlows(tx, ctx, loaded, snapshot))
    await bookFlow(tx, loaded.portfolio.id, flow, snapshot.takenAt);
}
