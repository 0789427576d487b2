import { PageHead } from "@/components/ui/page-head";
import { Skeleton } from "@/components/ui/skeleton";
import { CardSkeleton } from "./card-skeleton";
import { LabColumns } from "./lab-columns";
import { RunSkeleton } from "./run-skeleton";

export function LabSkeleton() {
  return (
    <div className="grid gap-5">
      <PageHead title="Lab" />
      <LabColumns>
        <CardSkeleton titleWidth={60}>
          <Skeleton height={520} />
        </CardSkeleton>
        <RunSkeleton />
      </LabColumns>
    </div>
  );
}
