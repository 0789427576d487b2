import { LedgerSkeleton } from "@/components/activity/ledger-skeleton";

export default function Loading() {
  return (
    <>
      <LedgerSkeleton title="Against holding" height={420} />
      <LedgerSkeleton title="Drift" height={230} />
    </>
  );
}
