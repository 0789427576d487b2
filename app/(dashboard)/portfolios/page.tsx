import type { Metadata } from "next";
import { pageApi } from "@/app/page-api";
import { ArchiveTabs } from "@/components/portfolio/archive-tabs";
import { ArchivedList } from "@/components/portfolio/archived-list";
import { PortfolioList } from "@/components/portfolio/portfolio-list";
import { StartEmpty } from "@/components/portfolio/start-empty";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { PageHead } from "@/components/ui/page-head";
import { readPortfolioAddress } from "@/lib/schemas/overview";

export const metadata: Metadata = { title: "Portfolios" };

interface PortfoliosPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PortfoliosPage({ searchParams }: PortfoliosPageProps) {
  const search = await searchParams;
  const api = await pageApi();
  const isArchived = search.state === "archived";
  const input = readPortfolioAddress(search);
  const [view, archived] = await Promise.all([api.overview.page(input), isArchived ? api.portfolios.archived() : []]);
  const hasSome = view.portfolioCount > 0;
  return (
    <>
      <PageHead
        title="Portfolios"
        chips={
          (isArchived || view.archivedCount > 0) && (
            <ArchiveTabs
              isArchived={isArchived}
              portfolioCount={view.portfolioCount}
              archivedCount={view.archivedCount}
            />
          )
        }
        actions={
          hasSome && (
            <Button href="/portfolios/new" icon={<Icon name="plus" />}>
              New portfolio
            </Button>
          )
        }
      />
      {isArchived ? (
        <ArchivedList portfolios={archived} />
      ) : hasSome ? (
        <PortfolioList view={view} input={input} path="/portfolios" search={search} />
      ) : (
        <StartEmpty sandbox={await api.sandbox.get()} />
      )}
    </>
  );
}
