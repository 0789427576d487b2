"use client";
import { Trouble } from "@/components/layout/trouble";

export default function RebalanceError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Trouble title="This rebalance could not be read." error={error} onRetry={reset}>
      Orders that are on their way go on without this page. Nothing is approved by looking at it.
    </Trouble>
  );
}
