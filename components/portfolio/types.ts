import type { RouterOutputs } from "@/components/trpc/types";

type OverviewView = RouterOutputs["overview"]["get"];
export type PortfolioCard = OverviewView["portfolios"][number];
/** The command page and its parts. */
export type OverviewPageView = RouterOutputs["overview"]["page"];
export type PortfolioListView = OverviewPageView["list"];
export type PortfolioListRow = PortfolioListView["rows"][number];
export type TotalSeriesView = RouterOutputs["overview"]["series"];
export type ArchivedPortfolio = RouterOutputs["portfolios"]["archived"][number];
export type PortfolioMode = PortfolioCard["mode"];
/** What the banner under a portfolio's head says. */
export type PortfolioStatus = PortfolioCard["status"];

export type PortfolioView = RouterOutputs["portfolios"]["get"];
export type AllocationRow = PortfolioView["allocation"][number];
export type HoldingView = PortfolioView["holdings"][number];
export type SuspectView = PortfolioView["suspects"][number];
export type SetAsideView = PortfolioView["setAside"][number];
export type DecisionView = PortfolioView["decisions"][number];
export type PerformanceView = RouterOutputs["portfolios"]["performance"];
export type FallView = NonNullable<PerformanceView["fall"]>;
