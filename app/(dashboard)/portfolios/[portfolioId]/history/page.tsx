import type { Metadata } from "next";
import { Suspense } from "react";
import { pageApi } from "@/app/page-api";
import { HistoryContent } from "@/components/activity/history-content";
import { HistoryFilter } from "@/components/activity/history-filter";
import { HISTORY_TABS } from "@/components/activity/history-kinds";
import { HistoryTabs } from "@/components/activity/history-tabs";
import { LedgerSkeleton } from "@/components/activity/ledger-skeleton";
import { DecisionsCard } from "@/components/portfolio/decisions-card";
import { ExportHistoryInput } from "@/lib/schemas/history";
import { getPortfolio } from "../get-portfolio";

interface HistoryPageProps {
  params: Promise<{ portfolioId: string }>;
  searchParams: Promise<{ tab?: string; period?: string; asset?: string; state?: string }>;
}

export async function generateMetadata({ params }: HistoryPageProps): Promise<Metadata> {
  return { title: `History of ${(await getPortfolio((await params).portfolioId)).name}` };
}

export default async function HistoryPage({ params, searchParams }: HistoryPageProps) {
  const [{ portfolioId }, search] = await Promise.all([params, searchParams]);
  const tab = HISTORY_TABS.find((each) => each === search.tab) ?? "rebalances";
  const filter = tab === "decisions" ? null : filterOf(portfolioId, tab, search);
  const api = await pageApi();
  const [portfolio, facets] = await Promise.all([
    getPortfolio(portfolioId),
    filter && api.portfolios.historyFacets({ portfolioId }),
  ]);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <HistoryTabs tab={tab} period={filter?.period} asset={filter?.asset} />
        {filter && facets && <HistoryFilter kind={filter.kind} facets={facets} />}
      </div>
      {filter ? (
        <Suspense key={JSON.stringify(filter)} fallback={<LedgerSkeleton title="History" />}>
          <History
            filter={filter}
            shared={{
              baseCurrency: portfolio.baseCurrency,
              isWatched: portfolio.autonomy === "watch" || portfolio.mode === "manual",
            }}
          />
        </Suspense>
      ) : (
        <DecisionsCard portfolioId={portfolioId} decisions={portfolio.decisions} count={portfolio.decisionCount} />
      )}
    </>
  );
}

/** Parts of the address that name nothing are left aside, each by itself. */
function filterOf(
  portfolioId: string,
  kind: ExportHistoryInput["kind"],
  { period, asset, state }: { period?: string; asset?: string; state?: string },
): ExportHistoryInput {
  const read = (parts: object) => ExportHistoryInput.safeParse({ portfolioId, kind, ...parts });
  const usable = Object.entries({ period, asset, state }).filter(([name, value]) => read({ [name]: value }).success);
  const { data } = read(Object.fromEntries(usable));
  return data ?? { portfolioId, kind };
}

interface HistoryProps {
  filter: ExportHistoryInput;
  shared: { baseCurrency: string; isWatched: boolean };
}

async function History({ filter, shared }: HistoryProps) {
  const api = await pageApi();
  switch (filter.kind) {
    case "rebalances":
      return <HistoryContent {...shared} kind="rebalances" filter={filter} first={await api.rebalances.list(filter)} />;
    case "orders": {
      const { orders: rows, nextCursor } = await api.orders.list(filter);
      return <HistoryContent {...shared} kind="orders" filter={filter} first={{ rows, nextCursor }} />;
    }
    case "cash-flows":
      return <HistoryContent {...shared} kind="cash-flows" filter={filter} first={await api.cashFlows.list(filter)} />;
    case "fees":
      return <HistoryContent {...shared} kind="fees" filter={filter} first={await api.fees.list(filter)} />;
  }
}
