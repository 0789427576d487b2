import type { Policy } from "@/lib/engine/model";
import { aPolicy } from "@/lib/testing/builders";
import type { Database } from "@/server/db/client";
import { createVenueDirectory } from "@/server/exchanges/directory";
import { createPortfolio } from "@/server/services/portfolio/create";
import { stopAdvancing } from "@/server/services/rebalance";
import { createPaper } from "@/server/services/venue/create-paper";
import { type TestContext, testContext } from "./context";

/** Simulated prices by the context's own clock, and no run goes on by itself. */
export async function paperContext(database: { db: Database }): Promise<TestContext> {
  const venues = createVenueDirectory({ now: () => ctx.now() });
  const ctx: TestContext = await testContext(database, { venues });
  stopAdvancing();
  return ctx;
}

/** A paper portfolio of 10,000 USDT whose autopilot acts at once. */
export async function openOnPaper(ctx: TestContext, change: Partial<Policy>) {
  const policy = aPolicy({ autonomy: "auto", cooldownMinutes: 0, ...change });
  const balances = [{ asset: "USDT", quantity: "10000" }];
  const { venueId } = await createPaper(ctx, { name: "Paper", prices: "simulated", balances });
  const venueIds = [venueId];
  const { portfolioId } = await createPortfolio(ctx, { name: "On paper", baseCurrency: "USDT", venueIds, policy });
  return { portfolioId, venueId, policy };
}
