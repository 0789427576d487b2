import type { Metadata } from "next";
import { pageApi } from "@/app/page-api";
import { OverviewHead } from "@/components/portfolio/overview-head";
import { PortfolioRows } from "@/components/portfolio/portfolio-rows";
import { ProblemsSheet } from "@/components/portfolio/problems-sheet";
import { StartEmpty } from "@/components/portfolio/start-empty";
import { WaitingSheet } from "@/components/portfolio/waiting-sheet";
import { UnknownOrders } from "@/components/rebalance/unknown-orders";
import { PageTitle } from "@/components/ui/page-head";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const view = await (await pageApi()).overview.get();
  if (view.portfolios.length === 0) {
    return (
      <>
        <PageTitle>Overview</PageTitle>
        <ProblemsSheet problems={view.problems} />
        <StartEmpty />
      </>
    );
  }
  return (
    <>
      <OverviewHead view={view} />
      <WaitingSheet waiting={view.waiting} />
      <UnknownOrders orders={view.portfolios.flatMap((portfolio) => portfolio.unknownOrders)} />
      <ProblemsSheet problems={view.problems} />
      <PortfolioRows portfolios={view.portfolios} title="Portfolios" />
    </>
  );
}
