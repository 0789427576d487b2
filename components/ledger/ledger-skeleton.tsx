import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";

/** Rows in their final height under a title that is known already. */
export function LedgerSkeleton({ title, rows = 8, height }: { title: string; rows?: number; height?: number }) {
  return (
    <Sheet aria-busy="true" aria-label={title}>
      <div className="sheet-head">
        <h2>{title}</h2>
      </div>
      <div className="sheet-body grid gap-[22px]">
        {height ? (
          <Skeleton height={height} />
        ) : (
          Array.from({ length: rows }, (_, index) => index).map((row) => <Skeleton key={row} />)
        )}
      </div>
    </Sheet>
  );
}
