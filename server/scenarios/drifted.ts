/** One paper portfolio whose Bitcoin has run away from its target, and the proposal that brings it back. */
import { SIMULATED_SEED, simulatedPrice } from "@/server/market-data/simulated";
import type { ServiceContext } from "@/server/services/context";
import { checkAtOnce } from "@/server/services/occurrence/run";
import { policyTemplates } from "@/server/services/policy/templates";
import { createPortfolio } from "@/server/services/portfolio/create";
import { createPaper } from "@/server/services/venue";

const WORTH = 20_000;
/** Targets are 50 / 30 / 20. */
const HELD = { BTC: 0.65, ETH: 0.22, USDT: 0.13 };

export async function buildDrifted(ctx: ServiceContext) {
  const now = ctx.now();
  const balances = Object.entries(HELD).map(([asset, share]) => {
    const price = simulatedPrice(SIMULATED_SEED, asset, "USDT", now) ?? 1;
    return { asset, quantity: ((WORTH * share) / price).toFixed(5) };
  });
  const { venueId } = await createPaper(ctx, { name: "Paper", prices: "simulated", balances });
  const [template] = policyTemplates();
  const { portfolioId } = await createPortfolio(ctx, {
    name: "Drifted",
    baseCurrency: "USDT",
    venueIds: [venueId],
    policy: { ...template!.policy, proposalMinutes: 24 * 60 },
  });
  const checked = await checkAtOnce(ctx, portfolioId);
  return { portfolioIds: [portfolioId], venueIds: [venueId], rebalanceId: checked.rebalanceId };
}
