import type { Metadata } from "next";
import { pageApi } from "@/app/page-api";
import { NewPortfolio } from "@/components/policy/new/new-portfolio";
import { WAYS } from "@/components/policy/new/ways";

export const metadata: Metadata = { title: "New portfolio" };

interface NewPortfolioPageProps {
  searchParams: Promise<{ from?: string }>;
}

export default async function NewPortfolioPage({ searchParams }: NewPortfolioPageProps) {
  const api = await pageApi();
  const [{ from }, templates, venues, settings] = await Promise.all([
    searchParams,
    api.policies.templates(),
    api.venues.list(),
    api.settings.get(),
  ]);
  const way =
    WAYS.find((each) => each === from) ?? (venues.some((venue) => venue.kind === "exchange") ? "holdings" : "paper");
  return <NewPortfolio way={way} templates={templates} venues={venues} baseCurrency={settings.baseCurrency} />;
}
