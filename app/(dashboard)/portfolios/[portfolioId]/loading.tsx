import { HistorySkeleton } from "@/components/portfolio/history-skeleton";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";

/** The page's own shape, row by row, in its final heights. */
export default function PortfolioLoading() {
  return (
    <>
      <p className="sr-only" role="status">
        Loading the portfolio
      </p>
      <div className="head">
        <Skeleton width={220} height={28} />
        <Skeleton width={480} height={38} className="max-w-full" />
      </div>
      <Skeleton height={66} />
      <Sheet>
        <div className="sheet-head">
          <Skeleton width={160} />
        </div>
        <div className="grid gap-[26px] px-5 pb-6 pt-2">
          {["62%", "48%", "40%", "28%", "20%", "18%"].map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      </Sheet>
      <HistorySkeleton />
    </>
  );
}
