import { LedgerSkeleton } from "@/components/activity/ledger-skeleton";
import { PageTitle } from "@/components/ui/page-head";

export default function Loading() {
  return (
    <>
      <PageTitle>History</PageTitle>
      <LedgerSkeleton title="Drift" height={230} />
      <LedgerSkeleton title="Rebalances" />
    </>
  );
}
