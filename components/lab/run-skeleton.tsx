import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";

/** The results in their final heights, before there are any. */
export function RunSkeleton() {
  return (
    <div className="lab-results">
      <p className="sr-only" role="status">
        Loading prices
      </p>
      <Skeleton height={76} />
      <Sheet>
        <div className="sheet-head">
          <Skeleton width={60} />
        </div>
        <div className="sheet-body">
          <Skeleton height={454} />
        </div>
      </Sheet>
      <Sheet>
        <div className="sheet-head">
          <Skeleton width={90} />
        </div>
        <div className="sheet-body grid gap-[18px]">
          {["92%", "88%", "90%", "86%", "91%"].map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      </Sheet>
    </div>
  );
}
