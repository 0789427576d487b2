import type { ServiceContext } from "../../context";
import type { RebalanceView } from "../types";
import { getOwnedRebalance } from "./get-owned";
import { buildRebalanceView } from "./view";

export async function getRebalance(ctx: ServiceContext, rebalanceId: string): Promise<RebalanceView> {
  return buildRebalanceView(ctx, await getOwnedRebalance(ctx, rebalanceId));
}
