import { LedgerSkeleton } from "@/components/ledger/ledger-skeleton";

export default function Loading() {
  return (
    <>
      <h1 className="page-title">History</h1>
      <LedgerSkeleton title="Drift" height={230} />
      <LedgerSkeleton title="Rebalances" />
    </>
  );
}
