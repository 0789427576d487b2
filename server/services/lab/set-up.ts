/** What the lab opens with: the requested portfolio, or the first there is, on the prices it is traded at. */
import { and, eq, isNull } from "drizzle-orm";
import { policyVersions, portfolios } from "@/drizzle/schema";
import { type AssetId, type Policy, targetMembers } from "@/lib/engine/model";
import {
  assetsOfSpec,
  DEFAULT_LAB_COSTS,
  type LabSetUpInput,
  type LabSpec,
  type LabTimeframe,
} from "@/lib/schemas/lab";
import { latestCapitalisations } from "../capitalisation";
import { ownerIdOf, type ServiceContext } from "../context";
import { NotFoundError } from "../errors";
import { policyTemplates } from "../policy/templates";
import { venuesOfPortfolio } from "../portfolio/get-owned";
import { listSources, SIMULATED_SOURCE } from "./sources";
import type { LabPortfolio, LabSetUp, LabSource } from "./types";

/** A run opens on three years of daily closes: long enough for one rise and one fall. */
const YEARS = 3;
const TIMEFRAME: LabTimeframe = "1d";
const SEED = 2026;

export async function setUpLab(ctx: ServiceContext, input: LabSetUpInput): Promise<LabSetUp> {
  const owned = await ownedPortfolios(ctx);
  const portfolio = input?.portfolioId ? owned.find((each) => each.id === input.portfolioId) : null;
  if (portfolio === undefined) throw new NotFoundError("There is no such portfolio. It may have been archived.");
  const [sources, wanted] = await Promise.all([listSources(ctx), sourceOf(ctx, portfolio ?? owned[0] ?? null)]);
  const templates = policyTemplates();
  const opened = portfolio ?? owned[0] ?? null;
  const [template] = templates;
  const policy = opened?.policy ?? template?.policy;
  if (!policy) throw new NotFoundError("There is no policy to open the lab with.");
  const source = sources.find((each) => each.source === wanted) ?? null;
  return {
    spec: specOf(opened?.name ?? template?.name ?? "", policy, wanted, source, ctx.now()),
    portfolio: portfolio ?? null,
    portfolios: owned,
    templates,
    sources,
    capitalisations: await latestCapitalisations(ctx, assetsWeighed([...owned, ...templates], sources)),
  };
}

async function ownedPortfolios(ctx: ServiceContext): Promise<readonly LabPortfolio[]> {
  return ctx.db
    .select({
      id: portfolios.id,
      name: portfolios.name,
      policy: policyVersions.policy,
      version: portfolios.policyVersion,
    })
    .from(portfolios)
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.portfolioId, portfolios.id), eq(policyVersions.version, portfolios.policyVersion)),
    )
    .where(and(eq(portfolios.ownerId, ownerIdOf(ctx)), isNull(portfolios.archivedAt)))
    .orderBy(portfolios.createdAt, portfolios.id);
}

/**
 * The prices of the venue a portfolio trades at: its first exchange; paper and hand-kept venues have the simulated
 * ones.
 */
async function sourceOf(ctx: ServiceContext, portfolio: LabPortfolio | null): Promise<string> {
  if (!portfolio) return SIMULATED_SOURCE;
  const venues = await venuesOfPortfolio(ctx.db, portfolio.id);
  for (const venue of venues) {
    const { prices } = venue.config;
    const exchangeId =
      venue.kind === "exchange" ? venue.exchangeId : typeof prices === "object" ? prices.exchangeId : null;
    if (exchangeId) return `exchange:${exchangeId}`;
  }
  return SIMULATED_SOURCE;
}

function assetsWeighed(holders: readonly { policy: Policy }[], sources: readonly LabSource[]): readonly AssetId[] {
  const named = holders.flatMap(({ policy }) => policy.targets.flatMap(targetMembers));
  return [...new Set([...named, ...sources.flatMap(({ assets }) => assets.map(({ asset }) => asset))])];
}

function specOf(name: string, policy: Policy, source: string, found: LabSource | null, now: number): LabSpec {
  const timeframe = found && !found.timeframes.includes(TIMEFRAME) ? (found.timeframes[0] ?? TIMEFRAME) : TIMEFRAME;
  const strategies = [{ name: "Yours", policy }];
  const prices = { source, quote: policy.quoteAsset, timeframe, extras: [] };
  const spans = found?.assets.filter(({ asset }) => assetsOfSpec({ strategies, prices }).includes(asset)) ?? [];
  const firstAt = Math.max(...spans.map((span) => span.firstAt));
  const lastAt = Math.min(now, ...spans.map((span) => span.lastAt));
  const back = new Date(lastAt);
  back.setUTCFullYear(back.getUTCFullYear() - YEARS);
  return {
    version: 1,
    name,
    prices,
    period: spans.length > 0 ? { start: Math.max(firstAt, back.getTime()), end: lastAt } : { start: null, end: null },
    costs: DEFAULT_LAB_COSTS,
    strategies,
    chosen: 0,
    scale: "linear",
    sweep: { figure: "ahead", destination: policy.destination },
    seed: SEED,
  };
}
