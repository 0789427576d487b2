/**
 * A year in the life of three paper portfolios on the simulated market: one with a proposal waiting, one that runs
 * by itself, one that only watches. For a newcomer's tour, screenshots and the page benchmark.
 */
import { type Policy, type Target, targetMembers } from "@/lib/engine/model";
import { notional, quantity } from "@/lib/money";
import { SIMULATED_SEED } from "@/server/market-data/simulated";
import type { ServiceContext } from "@/server/services/context";
import { basePolicy, policyTemplates } from "@/server/services/policy/templates";
import { buildPortfolio, type PortfolioSpec } from "./build-portfolio";
import { createPriceTable, HOUR_MS } from "./price-table";

const YEAR_HOURS = 8_760;

/** `onStep` hears how many portfolios are built. */
export async function buildDemo(ctx: ServiceContext, onStep: (done: number) => Promise<void> = async () => {}) {
  const now = ctx.now();
  const from = now - YEAR_HOURS * HOUR_MS;
  const specs = demoSpecs(now);
  const assets = [...new Set(specs.flatMap((spec) => spec.policy.targets.flatMap(targetMembers)))];
  const table = createPriceTable(SIMULATED_SEED, [...new Set([...assets, "USDT"])], from, now);
  const built = [];
  for (const [place, spec] of specs.entries()) {
    built.push(await buildPortfolio(ctx, spec, table, place));
    await onStep(built.length);
  }
  return {
    portfolioIds: built.map((each) => each.portfolioId),
    venueIds: built.map((each) => each.venueId),
    rebalanceId: built.find((each) => each.rebalanceId !== null)?.rebalanceId ?? null,
  };
}

function demoSpecs(now: number): readonly PortfolioSpec[] {
  const [core, , topFive] = policyTemplates();
  return [
    {
      name: "Long-term core",
      venueName: "Paper exchange",
      policy: longTermCore(),
      startValue: 36_000,
      cold: { name: "Cold storage", holdings: { BTC: "0.02" } },
      // Coins were moved in a minute ago: Bitcoin leaves its band, and the proposal that answers it waits.
      deposits: [{ at: now - 10_000, asset: "BTC", quantity: quantity("0.06") }],
      journalHours: 24 * 14,
      unattendedHours: 2,
    },
    {
      name: "50 / 30 / 20 by itself",
      venueName: "Paper, autopilot",
      policy: { ...core!.policy, autonomy: "auto", cooldownMinutes: 720, destination: "target" },
      startValue: 12_000,
      journalHours: 24 * 4,
      unattendedHours: 0,
    },
    {
      name: "Top five, watched",
      venueName: "Paper, watched",
      policy: { ...topFive!.policy, autonomy: "watch" },
      startValue: 8_000,
      journalHours: 24 * 4,
      unattendedHours: 0,
    },
  ];
}

function longTermCore(): Policy {
  const narrow = { kind: "absolute", width: 0.025 } as const;
  const targets: readonly Target[] = [
    { kind: "asset", asset: "BTC", weight: 0.4, band: narrow },
    { kind: "asset", asset: "ETH", weight: 0.25, band: narrow },
    { kind: "group", name: "Stablecoins", weight: 0.2, mode: "fungible", members: ["USDT", "USDC"] },
    { kind: "asset", asset: "SOL", weight: 0.08 },
    { kind: "asset", asset: "LINK", weight: 0.04 },
    { kind: "asset", asset: "AVAX", weight: 0.03 },
  ];
  const policy = basePolicy(targets, "USDT");
  return {
    ...policy,
    cooldownMinutes: 60,
    destination: "target",
    tradeNotionalMin: notional("25"),
    proposalMinutes: 24 * 60,
    limits: { ...policy.limits, turnoverMax: 0.4, turnoverPerDayMax: 0.8 },
  };
}
