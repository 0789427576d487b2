import type { Metadata } from "next";
import { Trail } from "@/components/layout/trail";
import { RebalanceScreen } from "@/components/rebalance/rebalance-screen";
import { getRebalance } from "./get-rebalance";

interface RebalancePageProps {
  params: Promise<{ rebalanceId: string }>;
}

export async function generateMetadata({ params }: RebalancePageProps): Promise<Metadata> {
  return { title: (await getRebalance((await params).rebalanceId)).title };
}

export default async function RebalancePage({ params }: RebalancePageProps) {
  const view = await getRebalance((await params).rebalanceId);
  return (
    <>
      <Trail
        breadcrumbs={[
          { label: "Portfolios", href: "/portfolios" },
          { label: view.portfolioName, href: `/portfolios/${view.portfolioId}` },
          { label: view.state === "proposed" ? "Proposal" : "Rebalance" },
        ]}
      />
      <RebalanceScreen key={view.id} initial={view} />
    </>
  );
}
