import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** Two venues in their final heights, while the exchanges are read. */
export function VenueSkeletons() {
  return (
    <div className="grid gap-5" aria-busy="true">
      <p className="sr-only">Reading the venues.</p>
      {["one", "two"].map((key) => (
        <Card key={key} className="px-5 py-4">
          <Skeleton width={140} height={18} />
          <Skeleton width={320} className="mt-3 max-w-full" />
          <div className="mt-5 grid gap-[22px]">
            <Skeleton />
            <Skeleton />
            <Skeleton />
          </div>
        </Card>
      ))}
    </div>
  );
}
