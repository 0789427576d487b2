import "./lab.css";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { RunSkeleton } from "./run-skeleton";

export function LabSkeleton() {
  return (
    <div className="lab grid gap-5">
      <h1 className="page-title">Lab</h1>
      <div className="lab-cols">
        <Sheet>
          <div className="sheet-head">
            <Skeleton width={60} />
          </div>
          <div className="sheet-body">
            <Skeleton height={520} />
          </div>
        </Sheet>
        <RunSkeleton />
      </div>
    </div>
  );
}
