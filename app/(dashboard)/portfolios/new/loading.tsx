import { Sheet, SheetHeadRow } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";

export default function NewPortfolioLoading() {
  return (
    <>
      <p className="sr-only" role="status">
        Loading templates and venues
      </p>
      <Skeleton width={160} height={28} />
      <Skeleton height={66} />
      <Sheet>
        <SheetHeadRow>
          <Skeleton width={120} />
        </SheetHeadRow>
        <div className="grid gap-4 px-5 pb-6">
          <Skeleton height={110} />
          <Skeleton height={110} />
        </div>
      </Sheet>
    </>
  );
}
