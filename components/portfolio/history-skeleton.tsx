import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";

/** The two charts' shape, in their final heights. */
export function HistorySkeleton() {
  return (
    <div className="cols cols-2" aria-hidden="true">
      {["Value", "Weights"].map((title) => (
        <Sheet key={title}>
          <div className="sheet-head">
            <h2>{title}</h2>
          </div>
          <div className="sheet-body">
            <Skeleton height={290} />
          </div>
        </Sheet>
      ))}
    </div>
  );
}
