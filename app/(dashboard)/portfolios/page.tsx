import type { Metadata } from "next";
import { pageApi } from "@/app/page-api";
import { PortfolioRows } from "@/components/portfolio/portfolio-rows";
import { StartEmpty } from "@/components/portfolio/start-empty";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { PageHead, PageTitle } from "@/components/ui/page-head";

export const metadata: Metadata = { title: "Portfolios" };

export default async function PortfoliosPage() {
  const api = await pageApi();
  const portfolios = await api.portfolios.list();
  if (portfolios.length === 0) {
    return (
      <>
        <PageTitle>Portfolios</PageTitle>
        <StartEmpty sandbox={await api.sandbox.get()} />
      </>
    );
  }
  return (
    <>
      <PageHead
        title="Portfolios"
        actions={
          <Button href="/portfolios/new" icon={<Icon name="plus" />}>
            New portfolio
          </Button>
        }
      />
      <PortfolioRows portfolios={portfolios} />
    </>
  );
}
