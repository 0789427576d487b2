import { memo } from "react";
import { Drift } from "@/components/figures/drift";
import { Money } from "@/components/figures/money";
import { Percent } from "@/components/figures/percent";
import { Time } from "@/components/figures/time";
import { Table, Td, Th } from "@/components/ui/table";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import { CAUSE_LABELS } from "@/lib/format/labels/triggers";

/** More than anybody reads; the exported results hold all. */
const MOST = 300;

/** What the ticks are, newest first. */
export const EventTable = memo(function EventTable({ events }: { events: readonly BacktestEvent[] }) {
  return (
    <Table isDense>
      <thead>
        <tr>
          <Th>Rebalanced</Th>
          <Th>Because of</Th>
          <Th isNumeric>Turnover</Th>
          <Th isNumeric>Fees</Th>
          <Th isNumeric>Drift before</Th>
          <Th isNumeric>Drift after</Th>
        </tr>
      </thead>
      <tbody>
        {events
          .slice(-MOST)
          .reverse()
          .map((event) => (
            <tr key={event.bar}>
              <Td className="whitespace-nowrap">
                <Time at={event.at} format="date" />
              </Td>
              <Td>{CAUSE_LABELS[event.trigger].cause}</Td>
              <Td isNumeric>
                <Percent value={event.turnover} digits={2} />
              </Td>
              <Td isNumeric>
                <Money value={event.fees} />
              </Td>
              <Td isNumeric>
                <Drift value={event.driftBefore} isSigned={false} />
              </Td>
              <Td isNumeric>
                <Drift value={event.driftAfter} isSigned={false} />
              </Td>
            </tr>
          ))}
        {events.length > MOST && (
          <tr>
            <Td colSpan={6} className="text-text-faint">
              The newest {MOST} of {events.length}; the exported results hold all.
            </Td>
          </tr>
        )}
      </tbody>
    </Table>
  );
});
