import type { ServiceContext } from "../context";
import { getOwnedRebalance } from "./get-owned";
import type { RebalanceView } from "./types";
import { buildRebalanceView } from "./view";

export async function getRebalance(ctx: ServiceContext, rebalanceId: string): Promise<RebalanceView> {
  return buildRebalanceView(ctx, await getOwnedRebalance(ctx, rebalanceId));
}
