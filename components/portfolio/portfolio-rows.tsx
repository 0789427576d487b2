import Link from "next/link";
import { Age } from "@/components/figures/age";
import { Countdown } from "@/components/figures/countdown";
import { Money } from "@/components/figures/money";
import { Partial } from "@/components/figures/partial";
import { Percent } from "@/components/figures/percent";
import { Unknown } from "@/components/figures/unknown";
import { LinkPending } from "@/components/layout/link-pending";
import { Mark } from "@/components/ui/mark";
import { AUTONOMY_LABELS } from "@/lib/format/labels/trading";
import { formatPoints } from "@/lib/format/number";
import { DriftGauge, driftReach } from "./drift-gauge";
import { ModeChip } from "./mode-chip";
import { headlineClass, isFirstPurchase, markOf } from "./status-mark";
import type { PortfolioListRow } from "./types";

const COLUMNS =
  "grid grid-cols-[minmax(0,1.25fr)_minmax(0,1.15fr)_112px_124px_minmax(0,1.5fr)] items-center gap-x-5 px-5 max-xl:gap-x-4 max-desk:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_112px_minmax(0,1.2fr)] max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-y-0.5 max-md:px-3.5";

interface PortfolioRowsProps {
  rows: readonly PortfolioListRow[];
  currency: string;
}

/** Portfolios under each other, a line each: the farthest target in its band, the worth, and what each has to say. */
export function PortfolioRows({ rows, currency }: PortfolioRowsProps) {
  const reach = driftReach(rows);
  return (
    <>
      <div
        className={`${COLUMNS} min-h-7 border-t border-line text-2xs text-text-faint max-md:hidden`}
        aria-hidden="true"
      >
        <span>Portfolio</span>
        <span>Farthest from target</span>
        <span className="text-right">Value, {currency}</span>
        <span className="text-right max-desk:hidden">Since yesterday</span>
        <span className="pl-5">State</span>
      </div>
      <ul className="divide-y divide-hairline border-t border-hairline">
        {rows.map((row) => (
          <PortfolioRow key={row.id} row={row} currency={currency} reach={reach} />
        ))}
      </ul>
    </>
  );
}

interface PortfolioRowProps {
  row: PortfolioListRow;
  currency: string;
  reach: number;
}

function PortfolioRow({ row, currency, reach }: PortfolioRowProps) {
  const about = [AUTONOMY_LABELS[row.autonomy].name, ...row.venues.map((venue) => venue.name)].join(", ");
  const unit = row.currency === currency ? undefined : row.currency;
  return (
    <li
      className={`${COLUMNS} relative min-h-9 py-1.5 last:rounded-b-lg hover:bg-hover has-[a:focus-visible]:z-1 has-[a:focus-visible]:rounded-lg has-[a:focus-visible]:shadow-focus max-md:py-2.5`}
    >
      <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
        <Link
          className="font-medium wrap-anywhere after:absolute after:inset-0 focus-visible:shadow-none"
          href={`/portfolios/${row.id}`}
          title={about}
        >
          {row.name}
          <LinkPending />
        </Link>
        <ModeChip mode={row.mode} />
      </p>
      <Farthest row={row} reach={reach} />
      <p className="text-right whitespace-nowrap tabular-nums max-md:col-start-2 max-md:row-start-1">
        <Partial reason={row.partial} /> <Money value={row.value} unit={unit} />
      </p>
      <p className="text-right text-xs whitespace-nowrap tabular-nums max-desk:hidden max-md:col-start-2 max-md:row-start-2 max-md:block">
        <DayChange row={row} change={row.dayChange?.value ?? null} />
      </p>
      <PortfolioState row={row} />
    </li>
  );
}

function Farthest({ row, reach }: { row: PortfolioListRow; reach: number }) {
  if (row.farthest === null)
    return <span className="text-xs text-text-faint max-md:row-start-2">not measured yet</span>;
  // Before its first purchase nothing has strayed.
  const farthest = isFirstPurchase(row.status) ? { ...row.farthest, isOutside: false } : row.farthest;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(48px,1fr)_minmax(0,1.1fr)] items-center gap-x-3 max-md:row-start-2 max-md:pr-2">
      <DriftGauge farthest={farthest} reach={reach} />
      <span className="min-w-0 text-xs text-text-soft wrap-anywhere tabular-nums" aria-hidden="true">
        {farthest.name}{" "}
        <span className={farthest.isOutside ? "font-medium text-warning" : undefined}>
          {formatPoints(farthest.drift)}
        </span>
      </span>
    </div>
  );
}

function DayChange({ row, change }: { row: PortfolioListRow; change: string | null }) {
  if (row.dayChange === null || change === null) return <Unknown isKnownAbsent />;
  return (
    <>
      <Money value={change} isSigned isJudged />{" "}
      <span className="text-text-soft">
        <Percent value={row.dayChange.ratio} digits={2} isSigned />
      </span>
    </>
  );
}

function PortfolioState({ row: { status, lastCheckAt } }: { row: PortfolioListRow }) {
  return (
    <p className="relative flex items-start gap-2 text-xs max-md:col-span-full">
      <Mark kind={markOf(status)} className="mt-0.75" />
      <span>
        <span className={headlineClass(status)}>{status.headline}</span>{" "}
        <span className="text-text-faint">
          {status.kind === "proposed" && <Countdown until={status.expiresAt} />}
          {status.kind === "executing" && `${status.done} of ${status.of} orders done`}
          {status.kind !== "proposed" && status.kind !== "executing" && lastCheckAt !== null && (
            <Age at={lastCheckAt} />
          )}
        </span>
      </span>
    </p>
  );
}
