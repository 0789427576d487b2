import { Button } from "@/components/ui/button";

interface PagerProps {
  page: number;
  pageCount: number;
  /** The address of a page. */
  hrefOf: (page: number) => string;
  /** "portfolios" */
  what: string;
}

export function Pager({ page, pageCount, hrefOf, what }: PagerProps) {
  if (pageCount < 2) return null;
  return (
    <nav
      className="flex items-center gap-3 border-t border-hairline px-5 py-2.5 max-md:px-3.5"
      aria-label={`Pages of ${what}`}
    >
      <Button href={hrefOf(page - 1)} disabled={page <= 1} size="sm">
        Previous
      </Button>
      <span className="text-xs text-text-soft tabular-nums">
        Page {page} of {pageCount}
      </span>
      <Button href={hrefOf(page + 1)} disabled={page >= pageCount} size="sm">
        Next
      </Button>
    </nav>
  );
}
