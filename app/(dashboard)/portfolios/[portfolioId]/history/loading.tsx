import { LedgerSkeleton } from "@/components/activity/ledger-skeleton";

export default function Loading() {
  return <LedgerSkeleton title="History" />;
}
