import { Card, CardHeaderRow } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

export default function PolicyLoading() {
  return (
    <>
      <p className="sr-only" role="status">
        Loading the policy
      </p>
      <Skeleton width={260} height={28} />
      <Card>
        <CardHeaderRow>
          <Skeleton width={90} />
        </CardHeaderRow>
        <div className="grid gap-[30px] px-5 pb-6 pt-2">
          {["80%", "66%", "52%", "40%"].map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      </Card>
      <Card>
        <CardHeaderRow>
          <Skeleton width={120} />
        </CardHeaderRow>
        <div className="px-5 pb-6">
          <Skeleton height={120} />
        </div>
      </Card>
    </>
  );
}
