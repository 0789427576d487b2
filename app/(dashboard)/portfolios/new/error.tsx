"use client";
import { Trouble } from "@/components/layout/trouble";

export default function NewPortfolioError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Trouble title="The templates and venues could not be read." error={error} onRetry={reset}>
      Nothing was created. Your portfolios go on as they are.
    </Trouble>
  );
}
