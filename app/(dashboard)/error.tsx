"use client";
import { Trouble } from "@/components/layout/trouble";

export default function DashboardError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Trouble title="This page could not be read." error={error} onRetry={reset}>
      Nothing was changed. Checks and trading go on without it.
    </Trouble>
  );
}
