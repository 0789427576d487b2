import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** Value and weights beside each other, where a chart is wide enough to be read. */
export const HISTORY_COLUMNS = "grid gap-5 *:min-w-0 max-md:gap-4 lg:grid-cols-2";

/** The two charts' shape, in their final heights. */
export function HistorySkeleton() {
  return (
    <div className={HISTORY_COLUMNS} aria-hidden="true">
      {["Value", "Weights"].map((title) => (
        <Card key={title}>
          <CardHeader title={title} />
          <CardBody>
            <Skeleton height={290} />
          </CardBody>
        </Card>
      ))}
    </div>
  );
}
