"use client";
import { Trouble } from "@/components/layout/trouble";

export default function LabError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Trouble title="The lab could not be opened." error={error} onRetry={reset}>
      Portfolios, checks and trading go on without it.
    </Trouble>
  );
}
