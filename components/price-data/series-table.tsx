"use client";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Table, Td, Th } from "@/components/ui/table";
import { formatDecimal } from "@/lib/format/number";
import { SeriesGaps } from "./series-gaps";
import { seriesPeriod, seriesState } from "./series-labels";
import type { SeriesView } from "./types";

/** One row an asset: how far its prices reach, how far its fetching is, what lacks. */
export function SeriesTable({ series, label }: { series: readonly SeriesView[]; label: string }) {
  return (
    <Table isStacked isDense aria-label={label}>
      <thead>
        <tr>
          <Th>Asset</Th>
          <Th>From, to</Th>
          <Th isNumeric>Bars</Th>
          <Th>State</Th>
        </tr>
      </thead>
      <tbody>
        {series.map((each) => (
          <tr key={each.id}>
            <Td place={1} className="font-medium">
              {each.asset}
            </Td>
            <Td place={3} className="tabular-nums">
              {seriesPeriod(each)}
              {each.emptyBefore !== null && each.wantedFrom !== null && each.emptyBefore > each.wantedFrom && (
                <span className="text-text-faint text-xs block">{each.sourceName} has nothing older.</span>
              )}
            </Td>
            <Td place={4} isNumeric>
              {formatDecimal(each.bars)}
            </Td>
            <Td place={2}>
              <FillState series={each} />
              {each.missing > 0 && <SeriesGaps series={each} />}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function FillState({ series }: { series: SeriesView }) {
  const isMoving = series.state === "waiting" || series.state === "filling";
  return (
    <div className="grid gap-1">
      <span className="flex items-center gap-2">
        {isMoving && (
          <ProgressBar
            className="w-18 bg-line [&::-webkit-progress-bar]:bg-line"
            value={series.doneShare}
            label={`${series.asset} fetched`}
          />
        )}
        <span className="tabular-nums">{seriesState(series)}</span>
      </span>
      {series.problem && (
        <span className={series.state === "failed" ? "text-negative text-xs" : "text-warning text-xs"}>
          {series.problem}
        </span>
      )}
    </div>
  );
}
