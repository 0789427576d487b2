import type { Metadata } from "next";
import { Suspense } from "react";
import { pageApi } from "@/app/page-api";
import { DriftCard } from "@/components/activity/drift-card";
import { HISTORY_TABS, type HistoryTab, HistoryTabs } from "@/components/activity/history-tabs";
import { LedgerSkeleton } from "@/components/activity/ledger-skeleton";
import { OrderHistory } from "@/components/activity/order-history";
import { RebalanceHistory } from "@/components/activity/rebalance-history";
import { DecisionsCard } from "@/components/portfolio/decisions-card";
import { ModeChip } from "@/components/portfolio/mode-chip";
import type { PortfolioView } from "@/components/portfolio/types";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { RANGES, type Range } from "@/lib/schemas/series-range";
import { getPortfolio } from "../get-portfolio";

interface HistoryPageProps {
  params: Promise<{ portfolioId: string }>;
  searchParams: Promise<{ tab?: string; range?: string }>;
}

export async function generateMetadata({ params }: HistoryPageProps): Promise<Metadata> {
  return { title: `History of ${(await getPortfolio((await params).portfolioId)).name}` };
}

export default async function HistoryPage({ params, searchParams }: HistoryPageProps) {
  const [{ portfolioId }, search] = await Promise.all([params, searchParams]);
  const tab = HISTORY_TABS.find((each) => each === search.tab) ?? "rebalances";
  const range = RANGES.find((each) => each === search.range) ?? "3M";
  const portfolio = await getPortfolio(portfolioId);
  return (
    <>
      <PageHead
        title="History"
        chips={
          <>
            <span className="text-text-soft">{portfolio.name}</span>
            <ModeChip mode={portfolio.mode} />
          </>
        }
        actions={<Button href={`/portfolios/${portfolioId}`}>Back to the portfolio</Button>}
      />
      <Suspense fallback={<LedgerSkeleton title="Drift" height={230} />}>
        <DriftOf portfolioId={portfolioId} range={range} />
      </Suspense>
      <div>
        <HistoryTabs tab={tab} range={range} />
      </div>
      <Suspense key={tab} fallback={<LedgerSkeleton title={tab === "orders" ? "Orders" : "Rebalances"} />}>
        <TabContent tab={tab} portfolio={portfolio} />
      </Suspense>
    </>
  );
}

async function DriftOf({ portfolioId, range }: { portfolioId: string; range: Range }) {
  return <DriftCard series={await (await pageApi()).portfolios.series({ portfolioId, range, points: 540 })} />;
}

async function TabContent({ tab, portfolio }: { tab: HistoryTab; portfolio: PortfolioView }) {
  const portfolioId = portfolio.id;
  if (tab === "decisions")
    return <DecisionsCard portfolioId={portfolioId} decisions={portfolio.decisions} count={portfolio.decisionCount} />;
  const api = await pageApi();
  if (tab === "orders") {
    const { orders, nextCursor } = await api.orders.list({ portfolioId });
    if (orders.length === 0)
      return <Empty title="No order yet." hint="Each order of a rebalance stands here, with what became of it." />;
    return (
      <Card labelledBy="orders">
        <CardHeader id="orders" title="Orders" hint="sent once each, whatever happens" />
        <OrderHistory first={{ rows: orders, nextCursor }} portfolioId={portfolioId} />
      </Card>
    );
  }
  const first = await api.rebalances.list({ portfolioId });
  if (first.rows.length === 0)
    return (
      <Empty title="No rebalance yet." hint="When a check proposes trades, they stand here, with what they cost." />
    );
  return (
    <Card labelledBy="rebalances">
      <CardHeader id="rebalances" title="Rebalances" hint="proposed, declined and done" />
      <RebalanceHistory first={first} portfolioId={portfolioId} baseCurrency={portfolio.baseCurrency} />
    </Card>
  );
}

function Empty({ title, hint }: { title: string; hint: string }) {
  return (
    <Card>
      <EmptyState title={title} hint={hint} />
    </Card>
  );
}
