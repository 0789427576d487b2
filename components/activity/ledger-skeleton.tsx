import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** Rows in their final height under a title that is known already. */
export function LedgerSkeleton({ title, rows = 8, height }: { title: string; rows?: number; height?: number }) {
  return (
    <Card aria-busy="true" aria-label={title}>
      <CardHeader title={title} />
      <CardBody className="grid gap-5.5">
        {height ? (
          <Skeleton height={height} />
        ) : (
          Array.from({ length: rows }, (_, index) => index).map((row) => <Skeleton key={row} />)
        )}
      </CardBody>
    </Card>
  );
}
