import type { Metadata } from "next";
import { PolicyEditor } from "@/components/policy/pages/policy-editor";
import { getPortfolio } from "../get-portfolio";

interface PolicyPageProps {
  params: Promise<{ portfolioId: string }>;
}

export async function generateMetadata({ params }: PolicyPageProps): Promise<Metadata> {
  return { title: `Policy of ${(await getPortfolio((await params).portfolioId)).name}` };
}

export default async function PolicyPage({ params }: PolicyPageProps) {
  const view = await getPortfolio((await params).portfolioId);
  return (
    <PolicyEditor
      key={view.id}
      portfolioId={view.id}
      baseCurrency={view.baseCurrency}
      policy={view.policy}
      version={view.policyVersion}
      changedAt={view.policyChangedAt}
    />
  );
}
