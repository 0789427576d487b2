"use client";
import Link from "next/link";
import { Drift } from "@/components/figures/drift";
import { Money } from "@/components/figures/money";
import { Time } from "@/components/figures/time";
import { useTRPCClient } from "@/components/trpc/client";
import { Chip, type ChipTone } from "@/components/ui/chip";
import { Subline } from "@/components/ui/subline";
import { Table, Td, Th } from "@/components/ui/table";
import type { RebalanceState } from "@/lib/engine/model";
import { REBALANCE_ORIGIN_LABELS, REBALANCE_STATE_LABELS } from "@/lib/format/labels/rebalances";
import { plural } from "@/lib/format/plural";
import { LoadMore } from "./load-more";
import type { RebalanceFilter, RebalanceRow } from "./types";
import { UnvaluedFees } from "./unvalued-fees";
import { type Page, useOlder } from "./use-older";

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
  filter: RebalanceFilter;
  baseCurrency: string;
}

export function RebalanceHistory({ first, filter, baseCurrency }: RebalanceHistoryProps) {
  const client = useTRPCClient();
  const { rows, ...more } = useOlder(first, (cursor) => client.rebalances.list.query({ ...filter, cursor }));
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

/** Reached where a check after the run has measured it, else what the plan expected, and said so. */
function DriftReached({ row }: { row: RebalanceRow }) {
  const reached = row.achieved?.driftAfter ?? null;
  if (reached !== null) return <Drift value={reached} isSigned={false} />;
  return (
    <span className="text-text-faint">
      <Drift value={row.driftAfter} isSigned={false} /> planned
    </span>
  );
}

function RebalanceLine({ row }: { row: RebalanceRow }) {
  return (
    <tr>
      <Td place={3} className="text-text-faint">
        <Time at={row.at} />
      </Td>
      <Td place={1}>
        <Link className="font-medium hover:underline hover:underline-offset-3" href={`/rebalances/${row.id}`}>
          {row.title}
        </Link>
        <Subline>{row.outcome ?? REBALANCE_ORIGIN_LABELS[row.origin]}</Subline>
      </Td>
      <Td place={4}>
        <Chip tone={TONES[row.state]}>{REBALANCE_STATE_LABELS[row.state]}</Chip>
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
        <Subline>
          {row.achieved === null ? (
            "planned"
          ) : (
            <>
              of <Money value={row.tradedBase} />
            </>
          )}
        </Subline>
      </Td>
      <Td place={5} isNumeric className="max-md:text-left text-text-faint md:text-text">
        <span className="md:hidden">
          drift <Drift value={row.driftBefore} isSigned={false} /> to <DriftReached row={row} />,{" "}
          {row.achieved === null ? "" : `${row.achieved.legsDone} of `}
          {plural(row.tradeCount, "trade")}, fees{" "}
        </span>
        {row.fees === null ? <span className="text-text-faint">–</span> : <Money value={row.fees} />}
        <UnvaluedFees fees={row.unvaluedFees} />
      </Td>
    </tr>
  );
}
