"use client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

interface LoadMoreProps {
  hasMore: boolean;
  isLoading: boolean;
  error: Error | null;
  loadMore: () => void;
  what: string;
}

/** The end of a long list: more of it, or that this was all. */
export function LoadMore({ hasMore, isLoading, error, loadMore, what }: LoadMoreProps) {
  return (
    <div className="grid gap-2 border-t border-hairline px-3.5 py-3 md:px-5">
      {error && (
        <Callout tone="warning" title={`Older ${what} could not be read.`}>
          What is shown stays. Try again in a moment.
        </Callout>
      )}
      {hasMore ? (
        <Button className="justify-self-start" isBusy={isLoading} onClick={loadMore}>
          Show older {what}
        </Button>
      ) : (
        <p className="text-text-faint text-xs">That is all.</p>
      )}
    </div>
  );
}
