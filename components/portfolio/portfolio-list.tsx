import { Card, CardHeaderRow } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { formatDecimal } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import type { ListPortfoliosInput } from "@/lib/schemas/overview";
import { Pager } from "./pager";
import { PortfolioFilter } from "./portfolio-filter";
import { PortfolioRows } from "./portfolio-rows";
import type { OverviewPageView } from "./types";

/** A handful is seen at a glance: search and filters come with the crowd. */
const FILTERED_FROM = 6;

interface PortfolioListProps {
  view: OverviewPageView;
  input: ListPortfoliosInput;
  /** Of the page it stands on, with what it was asked. */
  path: string;
  search: Readonly<Record<string, string | string[] | undefined>>;
}

export function PortfolioList({ view, input, path, search }: PortfolioListProps) {
  const { list, portfolioCount, archivedCount } = view;
  const isFiltered = list.count < portfolioCount;
  const hrefOf = (page: number) => {
    const next = new URLSearchParams();
    for (const [name, value] of Object.entries(search)) if (typeof value === "string") next.set(name, value);
    next.set("page", String(page));
    return `${path}?${next}`;
  };
  return (
    <Card labelledBy="h-portfolios">
      <CardHeaderRow className="flex-wrap">
        <h2 id="h-portfolios" className="text-base font-semibold tracking-[-0.005em]">
          Portfolios
        </h2>
        <span className="text-xs text-text-faint tabular-nums" aria-live="polite">
          {isFiltered
            ? `${formatDecimal(list.count)} of ${formatDecimal(portfolioCount)}`
            : formatDecimal(portfolioCount)}
        </span>
        {archivedCount > 0 && (
          <TextLink className="text-xs" href="/portfolios?state=archived">
            {formatDecimal(archivedCount)} archived
          </TextLink>
        )}
        {(portfolioCount >= FILTERED_FROM || isFiltered) && (
          <div className="ml-auto min-w-0 max-md:ml-0 max-md:w-full">
            <PortfolioFilter view={view} input={input} />
          </div>
        )}
      </CardHeaderRow>
      {list.rows.length === 0 ? (
        <EmptyState
          title="No portfolio is like that."
          hint={`You have ${plural(portfolioCount, "portfolio")}. Search for a part of a name, or show all of them again.`}
        />
      ) : (
        <PortfolioRows rows={list.rows} currency={list.currency} />
      )}
      <Pager page={list.page} pageCount={list.pageCount} hrefOf={hrefOf} what="portfolios" />
    </Card>
  );
}
