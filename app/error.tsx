"use client";
import { Page } from "@/components/layout/page";
import { Trouble } from "@/components/layout/trouble";

export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Page isNarrow>
      <Trouble title="Evenkeel could not draw this page." error={error} onRetry={reset}>
        The database may be starting or away. Evenkeel keeps trying; nothing was changed.
      </Trouble>
    </Page>
  );
}
