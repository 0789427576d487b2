"use client";
import { Trouble } from "@/components/layout/trouble";

export default function PolicyError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Trouble title="The policy could not be shown." error={error} onRetry={reset}>
      The saved policy stays in force. Unsaved changes wait in this browser tab.
    </Trouble>
  );
}
