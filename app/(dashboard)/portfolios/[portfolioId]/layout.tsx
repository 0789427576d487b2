import type { ReactNode } from "react";
import { PortfolioHead } from "@/components/portfolio/portfolio-head";
import { PortfolioState } from "@/components/portfolio/portfolio-state";
import { PortfolioTabs } from "@/components/portfolio/portfolio-tabs";
import { HeadCheck } from "@/components/portfolio/same-check";
import { getPortfolio } from "./get-portfolio";

interface PortfolioLayoutProps {
  params: Promise<{ portfolioId: string }>;
  children: ReactNode;
}

/** What stays in place while the tabs change: name, mode, menu, figures and state. */
export default async function PortfolioLayout({ params, children }: PortfolioLayoutProps) {
  // What cannot be read is said by the page inside, whose error screen names the portfolio.
  const view = await getPortfolio((await params).portfolioId).catch(() => null);
  if (view === null) return children;
  return (
    <HeadCheck at={view.lastCheckAt}>
      <PortfolioHead view={view} />
      <PortfolioState portfolioId={view.id} status={view.status} />
      <PortfolioTabs portfolioId={view.id} />
      {children}
    </HeadCheck>
  );
}
