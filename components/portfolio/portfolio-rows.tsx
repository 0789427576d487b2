import Link from "next/link";
import { Sparkline } from "@/components/charts/band-trace";
import { Age } from "@/components/figures/age";
import { Change } from "@/components/figures/change";
import { Countdown } from "@/components/figures/countdown";
import { Drift } from "@/components/figures/drift";
import { Money } from "@/components/figures/money";
import { Partial } from "@/components/figures/partial";
import { LinkPending } from "@/components/layout/link-pending";
import { Card, CardHeader } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Mark } from "@/components/ui/mark";
import { AUTONOMY_LABELS } from "@/lib/format/labels/trading";
import { ModeChip } from "./mode-chip";
import { markOf } from "./status-mark";
import type { PortfolioCard } from "./types";

/** All portfolios under each other: worth, its last month, drift, and the one sentence each has to say. */
export function PortfolioRows({ portfolios, title }: { portfolios: readonly PortfolioCard[]; title?: string }) {
  const sorted = [...portfolios].sort((left, right) => Number(right.value ?? -1) - Number(left.value ?? -1));
  return (
    <Card labelledBy={title ? "h-portfolios" : undefined} aria-label={title ? undefined : "Portfolios"}>
      {title && <CardHeader id="h-portfolios" title={title} hint="value over the last month" />}
      <ul className={cx("divide-y divide-hairline", title && "border-t border-line")}>
        {sorted.map((portfolio) => (
          <PortfolioRow key={portfolio.id} portfolio={portfolio} />
        ))}
      </ul>
    </Card>
  );
}

function PortfolioRow({ portfolio }: { portfolio: PortfolioCard }) {
  return (
    <li className="relative grid min-h-17 grid-cols-[minmax(0,1.3fr)_172px_minmax(0,0.8fr)_72px_minmax(0,1.6fr)] items-center gap-x-5 gap-y-1 px-5 py-3 first:rounded-t-lg last:rounded-b-lg hover:bg-hover has-[a:focus-visible]:z-1 has-[a:focus-visible]:rounded-lg has-[a:focus-visible]:shadow-focus max-desk:grid-cols-[minmax(0,1.2fr)_120px_minmax(0,0.9fr)_minmax(0,1.4fr)] max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-3.5">
      <div className="min-w-0 max-md:col-span-full">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link
            className="text-base font-semibold tracking-[-0.005em] wrap-anywhere after:absolute after:inset-0 focus-visible:shadow-none"
            href={`/portfolios/${portfolio.id}`}
          >
            {portfolio.name}
            <LinkPending />
          </Link>
          <ModeChip mode={portfolio.mode} />
        </p>
        <p className="text-text-faint text-xs">
          {AUTONOMY_LABELS[portfolio.autonomy].name}
          {portfolio.venues.length > 0 && `, ${portfolio.venues.map((venue) => venue.name).join(", ")}`}
        </p>
      </div>
      <div className="max-md:col-start-2 max-md:row-start-2 max-md:justify-self-end max-desk:[&>svg]:max-w-full max-md:[&>svg]:w-27.5">
        <Sparkline values={portfolio.spark.map(Number)} label={`Value of ${portfolio.name} over the last month`} />
      </div>
      <div className="text-right whitespace-nowrap tabular-nums max-md:col-start-1 max-md:row-start-2 max-md:text-left">
        <p className="font-medium text-base">
          <Partial reason={portfolio.partial} /> <Money value={portfolio.value} unit={portfolio.baseCurrency} />
        </p>
        <p className="text-xs">
          <Change change={portfolio.dayChange} />
        </p>
      </div>
      <div className="text-right whitespace-nowrap tabular-nums max-desk:hidden">
        <p className="text-text-faint text-xs">Drift</p>
        <Drift value={portfolio.portfolioDrift} isSigned={false} />
      </div>
      <PortfolioStatusLabels portfolio={portfolio} />
    </li>
  );
}

function PortfolioStatusLabels({ portfolio: { status, lastCheckAt } }: { portfolio: PortfolioCard }) {
  return (
    <div className="relative max-md:col-span-full">
      <p className="flex items-start gap-2">
        <Mark kind={markOf(status)} className="mt-1" />
        <span className={status.kind === "proposed" ? "font-medium text-warning" : undefined}>{status.headline}</span>
      </p>
      <p className="text-text-faint text-xs pl-5">
        {status.kind === "proposed" && (
          <>
            expires in <Countdown until={status.expiresAt} />
          </>
        )}
        {status.kind === "executing" && `${status.done} of ${status.of} orders done`}
        {status.kind !== "proposed" && status.kind !== "executing" && lastCheckAt !== null && (
          <>
            checked <Age at={lastCheckAt} />
          </>
        )}
      </p>
    </div>
  );
}
