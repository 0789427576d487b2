"use client";
import { Trouble } from "@/components/layout/trouble";

export default function PortfolioError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Trouble title="This portfolio could not be read." error={error} onRetry={reset}>
      Checks and trading go on without this page; nothing was changed. Venues and activity may say more.
    </Trouble>
  );
}
