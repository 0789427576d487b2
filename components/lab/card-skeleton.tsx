import type { ReactNode } from "react";
import { Sheet, SheetBody } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";

/** A card whose title is still to come, in its final height. */
export function CardSkeleton({ titleWidth, children }: { titleWidth: number; children: ReactNode }) {
  return (
    <Sheet>
      <div className="flex min-h-12 items-center px-5 py-2 max-md:px-3.5">
        <Skeleton width={titleWidth} />
      </div>
      <SheetBody>{children}</SheetBody>
    </Sheet>
  );
}
