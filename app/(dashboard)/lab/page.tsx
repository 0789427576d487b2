import type { Metadata } from "next";
import { pageApi } from "@/app/page-api";
import { LabScreen } from "@/components/lab/lab-screen";
import { decodeLabSpec } from "@/lib/schemas/lab";

export const metadata: Metadata = { title: "Lab" };

interface LabPageProps {
  searchParams: Promise<{ portfolio?: string; run?: string }>;
}

export default async function LabPage({ searchParams }: LabPageProps) {
  const { portfolio, run } = await searchParams;
  const setUp = await (await pageApi()).lab.setUp(portfolio ? { portfolioId: portfolio } : undefined);
  const link = run ? decodeLabSpec(run) : null;
  return (
    <LabScreen
      key={portfolio ?? ""}
      setUp={setUp}
      opened={link?.ok ? link.spec : setUp.spec}
      isLinked={link?.ok ?? false}
      linkProblem={link && !link.ok ? link.message : null}
    />
  );
}
