/**
 * One snapshot for a portfolio that knows something already, and what is confirmed after it. A check stores what it
 * confirmed with its commit; an approval reads by the same rule and stores nothing.
 */
import type { ServiceContext } from "../context";
import type { LoadedPortfolio } from "../portfolio/get-owned";
import { type Taken, takeSnapshot } from "../snapshot/take";
import type { PortfolioState } from "./state";

export function takePortfolioSnapshot(
  ctx: ServiceContext,
  loaded: LoadedPortfolio,
  state: PortfolioState,
): Promise<Taken> {
  const { lastKnown, confirmations } = state;
  const { baseCurrency } = loaded.portfolio;
  return takeSnapshot(ctx, { ...loaded, baseCurrency, lastKnown, confirmations });
}
