import type { ReactNode } from "react";
import { Card, CardBody, CardHeaderRow } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** A card whose title is still to come, in its final height. */
export function CardSkeleton({ titleWidth, children }: { titleWidth: number; children: ReactNode }) {
  return (
    <Card>
      <CardHeaderRow>
        <Skeleton width={titleWidth} />
      </CardHeaderRow>
      <CardBody>{children}</CardBody>
    </Card>
  );
}
