import Link from "next/link";
import { Sparkline } from "@/components/charts/band-trace";
import { Age } from "@/components/figures/age";
import { Change } from "@/components/figures/change";
import { Countdown } from "@/components/figures/countdown";
import { Drift } from "@/components/figures/drift";
import { Money } from "@/components/figures/money";
import { Partial } from "@/components/figures/partial";
import { LinkPending } from "@/components/layout/link-pending";
import { Mark } from "@/components/ui/mark";
import { Sheet, SheetHead } from "@/components/ui/sheet";
import { AUTONOMY_WORDS } from "./autonomy";
import { isWorrying } from "./is-worrying";
import { ModeChip } from "./mode-chip";
import type { PortfolioCard } from "./types";

/** All portfolios under each other: worth, its last month, drift, and the one sentence each has to say. */
export function PortfolioRows({ portfolios, title }: { portfolios: readonly PortfolioCard[]; title?: string }) {
  const sorted = [...portfolios].sort((left, right) => Number(right.value ?? -1) - Number(left.value ?? -1));
  return (
    <Sheet labelledBy={title ? "h-portfolios" : undefined} aria-label={title ? undefined : "Portfolios"}>
      {title && <SheetHead id="h-portfolios" title={title} hint="value over the last month" />}
      <ul className={title ? "rows border-line border-t" : "rows"}>
        {sorted.map((portfolio) => (
          <PortfolioRow key={portfolio.id} portfolio={portfolio} />
        ))}
      </ul>
    </Sheet>
  );
}

function PortfolioRow({ portfolio }: { portfolio: PortfolioCard }) {
  return (
    <li className="pf-row">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link className="pf-name" href={`/portfolios/${portfolio.id}`}>
            {portfolio.name}
            <LinkPending />
          </Link>
          <ModeChip mode={portfolio.mode} />
        </p>
        <p className="faint xs">
          {AUTONOMY_WORDS[portfolio.autonomy].word}
          {portfolio.venues.length > 0 && `, ${portfolio.venues.map((venue) => venue.name).join(", ")}`}
        </p>
      </div>
      <div className="pf-spark">
        <Sparkline values={portfolio.spark.map(Number)} label={`Value of ${portfolio.name} over the last month`} />
      </div>
      <div className="pf-value num">
        <p className="medium text-base">
          <Partial reason={portfolio.partial} /> <Money value={portfolio.value} unit={portfolio.baseCurrency} />
        </p>
        <p className="xs">
          <Change change={portfolio.dayChange} />
        </p>
      </div>
      <div className="pf-drift num">
        <p className="faint xs">Drift</p>
        <Drift value={portfolio.portfolioDrift} isSigned={false} />
      </div>
      <PortfolioStatusWords portfolio={portfolio} />
    </li>
  );
}

const MARKS = {
  proposed: "warn",
  executing: "ok",
  blocked: "warn",
  holding: "ok",
  broken: "stop",
  stopped: "stop",
  unchecked: "wait",
} as const;

function PortfolioStatusWords({ portfolio: { status, lastCheckAt } }: { portfolio: PortfolioCard }) {
  return (
    <div className="pf-status">
      <p className="flex items-start gap-2">
        <Mark kind={isWorrying(status) ? "warn" : MARKS[status.kind]} className="mt-1" />
        <span className={status.kind === "proposed" ? "medium warn" : undefined}>{status.headline}</span>
      </p>
      <p className="faint xs pl-5">
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
