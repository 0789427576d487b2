import { Skeleton } from "@/components/ui/skeleton";
import { CardSkeleton } from "./card-skeleton";

/** The results in their final heights, before there are any. */
export function RunSkeleton() {
  return (
    <div className="grid min-w-0 gap-5">
      <p className="sr-only" role="status">
        Loading prices
      </p>
      <Skeleton height={76} />
      <CardSkeleton titleWidth={60}>
        <Skeleton height={454} />
      </CardSkeleton>
      <CardSkeleton titleWidth={90}>
        <div className="grid gap-4.5">
          {["92%", "88%", "90%", "86%", "91%"].map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      </CardSkeleton>
    </div>
  );
}
