import type { ReactNode } from "react";
import { Change } from "@/components/figures/change";
import { Money } from "@/components/figures/money";
import { Partial } from "@/components/figures/partial";
import { Button } from "@/components/ui/button";
import { Fact, Facts } from "@/components/ui/facts";
import { Icon } from "@/components/ui/icon";
import { PageTitle } from "@/components/ui/page-head";
import { TextLink } from "@/components/ui/text-link";
import { formatDecimal } from "@/lib/format/number";
import type { OverviewPageView } from "./types";

/** One total, how it has come here, and what it leaves out. */
export function OverviewHead({ view, chart }: { view: OverviewPageView; chart: ReactNode }) {
  const { total, waiting } = view;
  return (
    <header className="grid grid-cols-[minmax(0,1fr)_minmax(0,520px)] gap-x-8 gap-y-3.5 max-desk:grid-cols-1">
      <div className="grid content-start gap-3 max-desk:gap-3.5">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <PageTitle>Overview</PageTitle>
          <Button href="/portfolios/new" icon={<Icon name="plus" />}>
            New portfolio
          </Button>
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <Money value={total.value} unit={total.currency} size="figure" />
          <Partial reason={total.partial} />
        </div>
        {total.missing !== null && <p className="max-w-[70ch] text-xs text-warning">{total.missing}</p>}
        <Facts className="*:first:border-0 *:first:pl-0">
          <Fact label="Since yesterday" value={<Change change={total.dayChange} />} />
          <Fact
            label="Waiting for you"
            value={
              waiting.count > 0 ? (
                <span className={waiting.areFirstPurchases ? "text-accent" : "text-warning"}>
                  {formatDecimal(waiting.count)}
                </span>
              ) : (
                "nothing"
              )
            }
          />
          {total.outside !== null && (
            <Fact
              label="Of it in no portfolio"
              value={
                <TextLink href="/venues" title="At accounts, and no portfolio's">
                  <Money value={total.outside} />
                </TextLink>
              }
            />
          )}
          {total.paper !== null && <Fact label="Of it play money" value={<Money value={total.paper} />} />}
        </Facts>
      </div>
      {chart}
    </header>
  );
}
