import { Card, CardHeaderRow } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

export default function NewPortfolioLoading() {
  return (
    <>
      <p className="sr-only" role="status">
        Loading templates and venues
      </p>
      <Skeleton width={160} height={28} />
      <Skeleton height={66} />
      <Card>
        <CardHeaderRow>
          <Skeleton width={120} />
        </CardHeaderRow>
        <div className="grid gap-4 px-5 pb-6">
          <Skeleton height={110} />
          <Skeleton height={110} />
        </div>
      </Card>
    </>
  );
}
