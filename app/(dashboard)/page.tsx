import type { Metadata } from "next";
import { pageApi } from "@/app/page-api";
import { OverviewHead } from "@/components/portfolio/overview-head";
import { PortfolioRows } from "@/components/portfolio/portfolio-rows";
import { ProblemsCard } from "@/components/portfolio/problems-card";
import { StartEmpty } from "@/components/portfolio/start-empty";
import { WaitingCard } from "@/components/portfolio/waiting-card";
import { UnknownOrders } from "@/components/rebalance/unknown-orders";
import { PageTitle } from "@/components/ui/page-head";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const api = await pageApi();
  const view = await api.overview.get();
  if (view.portfolios.length === 0) {
    return (
      <>
        <PageTitle>Overview</PageTitle>
        <ProblemsCard problems={view.problems} />
        <StartEmpty sandbox={await api.sandbox.get()} />
      </>
    );
  }
  return (
    <>
      <OverviewHead view={view} />
      <WaitingCard waiting={view.waiting} />
      <UnknownOrders orders={view.portfolios.flatMap((portfolio) => portfolio.unknownOrders)} />
      <ProblemsCard problems={view.problems} />
      <PortfolioRows portfolios={view.portfolios} title="Portfolios" />
    </>
  );
}
