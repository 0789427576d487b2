import type { Metadata } from "next";
import { Suspense } from "react";
import { pageApi } from "@/app/page-api";
import { AllocationCard } from "@/components/portfolio/allocation-card";
import { assetColors, heldRows } from "@/components/portfolio/asset-colors";
import { DecisionsCard } from "@/components/portfolio/decisions-card";
import { HistoryCards } from "@/components/portfolio/history-cards";
import { HistorySkeleton } from "@/components/portfolio/history-skeleton";
import { HoldingsCard } from "@/components/portfolio/holdings-card";
import { SameCheck } from "@/components/portfolio/same-check";
import { forDrawing } from "@/components/portfolio/series-for-drawing";
import { StatusBanner } from "@/components/portfolio/status-banner";
import { SuspectsCard } from "@/components/portfolio/suspects-card";
import { UnknownOrders } from "@/components/rebalance/unknown-orders";
import { targetTitle } from "@/lib/format/names";
import { RANGES, type Range } from "@/lib/schemas/series-range";
import { getPortfolio } from "./get-portfolio";

interface PortfolioPageProps {
  params: Promise<{ portfolioId: string }>;
  searchParams: Promise<{ range?: string }>;
}

export async function generateMetadata({ params }: PortfolioPageProps): Promise<Metadata> {
  return { title: (await getPortfolio((await params).portfolioId)).name };
}

export default async function PortfolioPage({ params, searchParams }: PortfolioPageProps) {
  const [{ portfolioId }, search] = await Promise.all([params, searchParams]);
  const range = RANGES.find((each) => each === search.range) ?? "3M";
  const view = await getPortfolio(portfolioId);
  const colors = assetColors([...view.allocation, ...heldRows(view.holdings)]);
  const names = new Map(view.allocation.map((row) => [row.key, targetTitle(row)]));
  return (
    <>
      <SameCheck at={view.lastCheckAt} />
      <UnknownOrders orders={view.unknownOrders} />
      <StatusBanner view={view} />
      <SuspectsCard view={view} />
      <AllocationCard
        rows={view.allocation}
        colors={colors}
        isFirstPurchase={view.status.kind === "proposed" && view.status.isFirstPurchase}
      />
      {/* The lines come after the figures: nobody waits for a year of history to read today. */}
      <Suspense fallback={<HistorySkeleton />}>
        <History
          portfolioId={portfolioId}
          range={range}
          unit={view.baseCurrency}
          colors={colors.byTarget}
          names={names}
        />
      </Suspense>
      <HoldingsCard view={view} colors={colors} />
      <DecisionsCard portfolioId={view.id} decisions={view.decisions} count={view.decisionCount} />
    </>
  );
}

interface HistoryProps {
  portfolioId: string;
  range: Range;
  unit: string;
  colors: Readonly<Record<string, string>>;
  names: ReadonlyMap<string, string>;
}

async function History({ portfolioId, range, unit, colors, names }: HistoryProps) {
  const series = await (await pageApi()).portfolios.series({ portfolioId, range, points: 320 });
  return <HistoryCards series={forDrawing(series, names)} unit={unit} colors={colors} />;
}
