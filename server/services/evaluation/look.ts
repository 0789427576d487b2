/**
 * One look at the world for a portfolio that knows something already: a picture, and what is believed after it. A check
 * keeps what it came to believe with its commit; an approval looks by the same rule and keeps nothing.
 */
import type { Confirmations, Snapshot } from "@/lib/engine/model";
import type { ServiceContext } from "../context";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import { pictureVenues } from "../snapshot/take";
import { confirmedBy, type PortfolioState } from "./state";

export interface Look {
  snapshot: Snapshot;
  confirmations: Confirmations;
}

export async function lookAtPortfolio(
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  state: PortfolioState,
): Promise<Look> {
  const { lastKnown } = state;
  const snapshot = await pictureVenues(ctx, { ...loaded, baseCurrency: loaded.portfolio.baseCurrency, lastKnown });
  return { snapshot, confirmations: confirmedBy(snapshot) };
}
