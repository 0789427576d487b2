import type { Metadata } from "next";
import { Suspense } from "react";
import { pageApi } from "@/app/page-api";
import { OVERVIEW_CHART_HEIGHT, OverviewChart } from "@/components/portfolio/overview-chart";
import { OverviewHead } from "@/components/portfolio/overview-head";
import { PortfolioList } from "@/components/portfolio/portfolio-list";
import { ProblemsCard } from "@/components/portfolio/problems-card";
import { ReviewBanner } from "@/components/portfolio/review-banner";
import { StartEmpty } from "@/components/portfolio/start-empty";
import { UnknownOrders } from "@/components/rebalance/unknown-orders";
import { PageTitle } from "@/components/ui/page-head";
import { Skeleton } from "@/components/ui/skeleton";
import { readPortfolioAddress } from "@/lib/schemas/overview";
import { RANGES, type Range } from "@/lib/schemas/series-range";

export const metadata: Metadata = { title: "Overview" };

interface OverviewPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const search = await searchParams;
  const input = readPortfolioAddress(search);
  const api = await pageApi();
  const view = await api.overview.page(input);
  if (view.portfolioCount === 0) {
    return (
      <>
        <PageTitle>Overview</PageTitle>
        <ProblemsCard problems={view.problems} />
        <StartEmpty sandbox={await api.sandbox.get()} />
      </>
    );
  }
  const range = RANGES.find((each) => each === search.range) ?? "1M";
  return (
    <>
      <OverviewHead
        view={view}
        chart={
          // The line comes after the figures: nobody waits for a year of history to read today.
          <Suspense fallback={<Skeleton height={OVERVIEW_CHART_HEIGHT} />}>
            <TotalChart range={range} />
          </Suspense>
        }
      />
      <ReviewBanner waiting={view.waiting} />
      <UnknownOrders orders={view.unknownOrders} />
      <ProblemsCard problems={view.problems} furtherCount={view.furtherProblems} />
      <PortfolioList view={view} input={input} path="/" search={search} />
    </>
  );
}

async function TotalChart({ range }: { range: Range }) {
  return <OverviewChart series={await (await pageApi()).overview.series({ range })} />;
}
