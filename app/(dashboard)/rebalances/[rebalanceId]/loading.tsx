import { Card, CardHeaderRow } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

export default function RebalanceLoading() {
  return (
    <>
      <p className="sr-only" role="status">
        Loading the rebalance
      </p>
      <div className="grid gap-3.5">
        <Skeleton width={280} height={28} className="max-w-full" />
        <Skeleton width={560} height={38} className="max-w-full" />
      </div>
      {[138, 254, 220].map((height) => (
        <Card key={height}>
          <CardHeaderRow>
            <Skeleton width={140} />
          </CardHeaderRow>
          <div className="grid gap-5 px-5 pb-5" style={{ height: height - 48 }}>
            <Skeleton width="70%" />
            <Skeleton width="52%" />
          </div>
        </Card>
      ))}
    </>
  );
}
