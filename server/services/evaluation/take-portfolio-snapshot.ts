/**
 * One look at the world for a portfolio that knows something already: a picture, and what is believed after it. A check
 * keeps what it came to believe with its commit; an approval looks by the same rule and keeps nothing.
 */
import type { ServiceContext } from "../context";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import { type Taken, takeSnapshot } from "../snapshot/take";
import type { PortfolioState } from "./state";

export type Look = Taken;

export function takePortfolioSnapshot(
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  state: PortfolioState,
): Promise<Look> {
  const { lastKnown, confirmations } = state;
  const { baseCurrency } = loaded.portfolio;
  return takeSnapshot(ctx, { ...loaded, baseCurrency, lastKnown, confirmations });
}
