import { LedgerSkeleton } from "@/components/activity/ledger-skeleton";
import { PageTitle } from "@/components/ui/page-head";

export default function Loading() {
  return (
    <>
      <PageTitle>Activity</PageTitle>
      <LedgerSkeleton title="Today" rows={12} />
    </>
  );
}
