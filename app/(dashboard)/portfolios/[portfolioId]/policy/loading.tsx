import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";

export default function PolicyLoading() {
  return (
    <>
      <p className="sr-only" role="status">
        Loading the policy
      </p>
      <Skeleton width={260} height={28} />
      <Sheet>
        <div className="sheet-head">
          <Skeleton width={90} />
        </div>
        <div className="grid gap-[30px] px-5 pb-6 pt-2">
          {["80%", "66%", "52%", "40%"].map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      </Sheet>
      <Sheet>
        <div className="sheet-head">
          <Skeleton width={120} />
        </div>
        <div className="px-5 pb-6">
          <Skeleton height={120} />
        </div>
      </Sheet>
    </>
  );
}
