"use client";
import Link from "next/link";
import { Bps } from "@/components/figures/bps";
import { Countdown } from "@/components/figures/countdown";
import { Drift } from "@/components/figures/drift";
import { Money } from "@/components/figures/money";
import { ModeChip } from "@/components/portfolio/mode-chip";
import { Checkbox } from "@/components/ui/checkbox";
import { Mark } from "@/components/ui/mark";
import { Spinner } from "@/components/ui/spinner";
import { TextLink } from "@/components/ui/text-link";
import type { Outcome } from "./approve-all";
import type { WaitingRow } from "./types";

interface ReviewRowProps {
  row: WaitingRow;
  isChosen: boolean;
  /** Why it cannot be chosen; null: it can. */
  reason: string | null;
  outcome: Outcome | undefined;
  isLocked: boolean;
  onChoose: (isChosen: boolean) => void;
}

/** One proposal: enough to say yes to it here, and the way to all of it. */
export function ReviewRow({ row, isChosen, reason, outcome, isLocked, onChoose }: ReviewRowProps) {
  const isDone = outcome?.kind === "approved";
  return (
    <li className="grid grid-cols-[24px_minmax(0,1fr)_minmax(0,1.15fr)_120px_84px] items-start gap-x-4 gap-y-1 px-5 py-2.5 max-desk:grid-cols-[24px_minmax(0,1fr)_minmax(0,1.1fr)_112px] max-md:grid-cols-[32px_minmax(0,1fr)] max-md:px-3.5">
      <Checkbox
        className="max-md:row-span-4 max-md:min-h-11"
        aria-label={`Approve ${row.portfolioName}`}
        checked={isChosen && !isDone}
        disabled={reason !== null || isLocked || isDone}
        onChange={onChoose}
      />
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Link
            className="font-medium wrap-anywhere hover:underline hover:underline-offset-3"
            href={`/rebalances/${row.rebalanceId}`}
          >
            {row.portfolioName}
          </Link>
          <ModeChip mode={row.mode} />
        </p>
        <p className="text-text-soft">{row.why}</p>
        {row.notes.map((note) => (
          <p key={note} className="flex items-start gap-2 text-xs text-warning">
            <Mark kind="warn" className="mt-0.75" /> {note}
          </p>
        ))}
        <OutcomeLine outcome={outcome} reason={reason} rebalanceId={row.rebalanceId} />
      </div>
      <Trades row={row} />
      <p className="text-right tabular-nums max-md:col-start-2 max-md:text-left">
        <span className="text-text-faint md:hidden">est. cost </span>
        <Money value={row.cost} unit={row.baseCurrency} />
        <span className="block text-xs text-text-faint max-md:inline max-md:pl-2">
          <Bps value={row.costBps} /> of portfolio
        </span>
      </p>
      {!isDone && (
        <p className="text-right tabular-nums max-desk:col-start-2 max-desk:text-left max-desk:text-xs">
          <span className="text-text-faint desk:sr-only">expires in </span>
          <Countdown until={row.expiresAt} ended="expired" />
        </p>
      )}
    </li>
  );
}

function Trades({ row }: { row: WaitingRow }) {
  return (
    <div className="min-w-0 max-md:col-start-2">
      <ul className="flex flex-wrap gap-x-3 tabular-nums" aria-label={`Trades of ${row.portfolioName}`}>
        {row.trades.map((trade) => (
          <li key={`${trade.side} ${trade.base} ${trade.quote}`} className="whitespace-nowrap">
            {trade.side === "sell" ? "Sell" : "Buy"} {trade.base}{" "}
            <Money value={trade.notionalBase} unit={row.baseCurrency} />
          </li>
        ))}
      </ul>
      <p className="text-xs text-text-faint">
        Drift <Drift value={row.driftBefore} isSigned={false} /> to <Drift value={row.driftAfter} isSigned={false} />
      </p>
    </div>
  );
}

interface OutcomeLineProps {
  outcome: Outcome | undefined;
  reason: string | null;
  rebalanceId: string;
}

function OutcomeLine({ outcome, reason, rebalanceId }: OutcomeLineProps) {
  const line = "flex items-start gap-2 pt-0.5 text-xs";
  switch (outcome?.kind) {
    case "asking":
      return (
        <p className={`${line} text-text-soft`}>
          <Spinner /> Checking again, then sending
        </p>
      );
    case "queued":
      return (
        <p className={`${line} text-text-soft`}>
          <Mark kind="wait" className="mt-0.75" /> Waits for another portfolio's run at the same account
        </p>
      );
    case "approved":
      return (
        <p className={`${line} text-positive`}>
          <Mark kind="ok" className="mt-0.75" />
          <span>
            Approved. <TextLink href={`/rebalances/${rebalanceId}`}>Watch its run</TextLink>
          </span>
        </p>
      );
    case "refused":
      return (
        <p className={`${line} text-negative`}>
          <Mark kind="stop" className="mt-0.75" />
          <span>
            Not approved: {outcome.message}{" "}
            {outcome.freshRebalanceId && (
              <TextLink href={`/rebalances/${outcome.freshRebalanceId}`}>See the fresh proposal</TextLink>
            )}
          </span>
        </p>
      );
    case undefined:
      return reason === null ? null : (
        <p className={`${line} text-warning`}>
          <Mark kind="warn" className="mt-0.75" /> {reason}
        </p>
      );
  }
}
