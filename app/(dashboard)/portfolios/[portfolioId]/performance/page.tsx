import type { Metadata } from "next";
import { Suspense } from "react";
import { pageApi } from "@/app/page-api";
import { DriftCard } from "@/components/activity/drift-card";
import { LedgerSkeleton } from "@/components/activity/ledger-skeleton";
import { fromSameStart } from "@/components/portfolio/from-same-start";
import { MonthsCard } from "@/components/portfolio/months-card";
import { PerformanceCard } from "@/components/portfolio/performance-card";
import { RANGES, type Range } from "@/lib/schemas/series-range";
import { getPortfolio } from "../get-portfolio";

interface PerformancePageProps {
  params: Promise<{ portfolioId: string }>;
  searchParams: Promise<{ range?: string }>;
}

export async function generateMetadata({ params }: PerformancePageProps): Promise<Metadata> {
  return { title: `Performance of ${(await getPortfolio((await params).portfolioId)).name}` };
}

export default async function PerformancePage({ params, searchParams }: PerformancePageProps) {
  const [{ portfolioId }, search] = await Promise.all([params, searchParams]);
  const range = RANGES.find((each) => each === search.range) ?? "All";
  const { baseCurrency } = await getPortfolio(portfolioId);
  return (
    <Suspense fallback={<LedgerSkeleton title="Against holding" height={420} />}>
      <Performance portfolioId={portfolioId} range={range} unit={baseCurrency} />
    </Suspense>
  );
}

async function Performance({ portfolioId, range, unit }: { portfolioId: string; range: Range; unit: string }) {
  const api = await pageApi();
  const [view, series] = await Promise.all([
    api.portfolios.performance({ portfolioId, range }),
    api.portfolios.series({ portfolioId, range, points: 540 }),
  ]);
  return (
    <>
      <PerformanceCard view={view} series={fromSameStart(series, view.against)} unit={unit} />
      <DriftCard series={{ ...series, targets: [] }} />
      <MonthsCard months={view.months} unit={unit} />
    </>
  );
}
