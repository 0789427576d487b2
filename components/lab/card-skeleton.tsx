import type { ReactNode } from "react";
import { Sheet, SheetBody, SheetHeadRow } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";

/** A card whose title is still to come, in its final height. */
export function CardSkeleton({ titleWidth, children }: { titleWidth: number; children: ReactNode }) {
  return (
    <Sheet>
      <SheetHeadRow>
        <Skeleton width={titleWidth} />
      </SheetHeadRow>
      <SheetBody>{children}</SheetBody>
    </Sheet>
  );
}
