"use client";
import Link from "next/link";
import { Drift } from "@/components/figures/drift";
import { Moment } from "@/components/figures/moment";
import { Money } from "@/components/figures/money";
import { STATE_WORD } from "@/components/rebalance/words";
import { useTRPCClient } from "@/components/trpc/client";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { Table, Td, Th } from "@/components/ui/table";
import type { RebalanceOrigin, RebalanceState } from "@/lib/engine/model";
import { LoadMore } from "./load-more";
import type { RebalanceRow } from "./types";
import { type Page, useOlder } from "./use-older";

const ORIGINS: Record<RebalanceOrigin, string> = {
  schedule: "by its schedule",
  threshold: "by its bands",
  manual: "asked for",
  "policy-change": "after a policy change",
  "cash-flow": "after a deposit or withdrawal",
  stop: "by its portfolio stop",
  "unfinished-run": "to finish a run",
};
const TONES: Partial<Record<RebalanceState, ChipTone>> = {
  proposed: "warning",
  blocked: "warning",
  approved: "accent",
  executing: "accent",
  stopping: "accent",
  incomplete: "warning",
  halted: "negative",
};

interface RebalanceHistoryProps {
  first: Page<RebalanceRow>;
  portfolioId: string;
  baseCurrency: string;
}

export function RebalanceHistory({ first, portfolioId, baseCurrency }: RebalanceHistoryProps) {
  const client = useTRPCClient();
  const { rows, ...more } = useOlder(first, (cursor) => client.rebalances.list.query({ portfolioId, cursor }));
  return (
    <>
      <Table isStacked aria-label="Rebalances">
        <thead>
          <tr>
            <Th>Proposed</Th>
            <Th>Rebalance</Th>
            <Th>State</Th>
            <Th isNumeric>Drift before</Th>
            <Th isNumeric>After</Th>
            <Th isNumeric>Trades</Th>
            <Th isNumeric>Traded, {baseCurrency}</Th>
            <Th isNumeric>Fees</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RebalanceLine key={row.id} row={row} />
          ))}
        </tbody>
      </Table>
      <LoadMore {...more} what="rebalances" />
    </>
  );
}

/** Reached where a look after the run has measured it, else what the plan expected, and said so. */
function DriftReached({ row }: { row: RebalanceRow }) {
  const reached = row.achieved?.driftAfter ?? null;
  if (reached !== null) return <Drift value={reached} isSigned={false} />;
  return (
    <span className="faint">
      <Drift value={row.driftAfter} isSigned={false} /> planned
    </span>
  );
}

function RebalanceLine({ row }: { row: RebalanceRow }) {
  return (
    <tr>
      <Td place={3} className="faint">
        <Moment at={row.at} />
      </Td>
      <Td place={1}>
        <Link className="medium hover:underline hover:underline-offset-3" href={`/rebalances/${row.id}`}>
          {row.title}
        </Link>
        <span className="sub">{row.outcome ?? ORIGINS[row.origin]}</span>
      </Td>
      <Td place={4}>
        <Chip tone={TONES[row.state]}>{STATE_WORD[row.state]}</Chip>
      </Td>
      <Td place="hide" isNumeric>
        <Drift value={row.driftBefore} isSigned={false} />
      </Td>
      <Td place="hide" isNumeric>
        <DriftReached row={row} />
      </Td>
      <Td place="hide" isNumeric>
        {row.achieved === null ? row.tradeCount : `${row.achieved.legsDone} of ${row.achieved.legs}`}
      </Td>
      <Td place={2} isNumeric>
        <Money value={row.achieved?.tradedBase ?? row.tradedBase} />
        <span className="sub">
          {row.achieved === null ? (
            "planned"
          ) : (
            <>
              of <Money value={row.tradedBase} />
            </>
          )}
        </span>
      </Td>
      <Td place={5} isNumeric className="max-md:text-left! faint md:text-text">
        <span className="md:hidden">
          drift <Drift value={row.driftBefore} isSigned={false} /> to <DriftReached row={row} />,{" "}
          {row.achieved === null ? "" : `${row.achieved.legsDone} of `}
          {row.tradeCount} {row.tradeCount === 1 ? "trade" : "trades"}, fees{" "}
        </span>
        {row.fees === null ? <span className="faint">–</span> : <Money value={row.fees} />}
      </Td>
    </tr>
  );
}
