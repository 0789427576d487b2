import { LedgerSkeleton } from "@/components/ledger/ledger-skeleton";

export default function Loading() {
  return (
    <>
      <h1 className="page-title">Activity</h1>
      <LedgerSkeleton title="Today" rows={12} />
    </>
  );
}
