"use client";
import { useMemo, useState } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { useTimeZone } from "@/components/figures/clock";
import { Moment } from "@/components/figures/moment";
import { Weight } from "@/components/figures/percent";
import type { LabContenderRun } from "@/components/lab/worker/protocol";
import { assetColors } from "@/components/portfolio/asset-colors";
import { cx } from "@/components/ui/cx";
import { Segmented } from "@/components/ui/segmented";
import { Sheet, SheetBody, SheetHead } from "@/components/ui/sheet";
import { Table, Td, Th } from "@/components/ui/table";
import type { BacktestEvent } from "@/lib/engine/backtest/model";
import type { Policy } from "@/lib/engine/model";
import { formatMoment } from "@/lib/format/moment";
import { formatPercent } from "@/lib/format/number";
import { BandTraces } from "./band-traces";
import { StackedWeights } from "./stacked-weights";
import { type WeightRow, weightRows } from "./weight-rows";
import "./weights.css";

export interface WeightsSheetProps {
  /** "Yours", "Monthly": how the contender is called on the page. */
  name: string;
  /** The contender whose weights were asked for; null while the first run is computed. */
  run: Pick<LabContenderRun, "weights" | "events" | "metrics"> | null;
  policy: Policy;
  /** The figures belong to an older question. */
  isStale?: boolean;
}

/** How each weight moved and when it was brought back: every target in its band, or all of them stacked. */
export function WeightsSheet({ name, run, policy, isStale }: WeightsSheetProps) {
  const [view, setView] = useState<"bands" | "stacked">("bands");
  const weights = run?.weights ?? null;
  const rows = useMemo(() => (weights ? weightRows(weights, policy) : []), [weights, policy]);
  const colors = useMemo(
    () =>
      assetColors(
        rows.map((row) => ({ ...row, target: row.target ?? 0 })),
        policy.quoteAsset,
      ).byTarget,
    [rows, policy.quoteAsset],
  );
  const times = weights?.times ?? null;
  return (
    <Sheet labelledBy="h-lab-weights">
      <SheetHead
        id="h-lab-weights"
        title="Weights"
        hint={name}
        push={
          <Segmented
            label="View of the weights"
            options={[
              { value: "bands", label: "In bands" },
              { value: "stacked", label: "Stacked" },
            ]}
            value={view}
            onChange={setView}
          />
        }
      />
      <SheetBody className={cx(isStale && "dimmed")}>
        {!run || !times ? (
          <p className="chart-sentence" style={{ height: 96 }}>
            Not computed yet.
          </p>
        ) : times.length < 3 ? (
          <p className="chart-sentence" style={{ height: 96 }}>
            Too few bars in this period to draw weights.
          </p>
        ) : (
          <>
            <Sentence rows={rows} run={run} />
            <ChartFrame
              drawing={
                view === "bands" ? (
                  <BandTraces rows={rows} times={times} events={run.events} />
                ) : (
                  <StackedWeights rows={rows} times={times} events={run.events} colors={colors} />
                )
              }
              table={() => <EventTable events={run.events} rows={rows} />}
              note={noteOf(rows, policy, view)}
            />
          </>
        )}
      </SheetBody>
    </Sheet>
  );
}

function Sentence({ rows, run }: { rows: readonly WeightRow[]; run: Pick<LabContenderRun, "events" | "metrics"> }) {
  const timeZone = useTimeZone();
  const { events, metrics } = run;
  const { key, weight } = metrics.weightMax;
  const largest = rows.find((row) => row.key === key || key.startsWith(`${row.key}/`));
  const widest = events.reduce<BacktestEvent | null>(
    (best, event) => (best && best.driftBefore >= event.driftBefore ? best : event),
    null,
  );
  return (
    <p className="soft pb-2">
      {events.length === 0
        ? "Never rebalanced."
        : `Rebalanced ${events.length === 1 ? "once" : `${events.length} times`}.`}
      {largest &&
        ` Most ever: ${formatPercent(weight)} ${key === largest.key ? largest.name : key.slice(largest.key.length + 1)}.`}
      {widest &&
        ` Drift was widest on ${formatMoment(widest.at, "date", timeZone)}, ${formatPercent(widest.driftBefore)} of the whole.`}
    </p>
  );
}

function noteOf(rows: readonly WeightRow[], policy: Policy, view: "bands" | "stacked"): string {
  if (view === "stacked") return "Ticks are rebalances.";
  if (policy.dynamic && rows.some((row) => row.target === null))
    return "Each on its own scale. A rule moves the targets: lines run around their mean, without a band.";
  if (rows.some((row) => row.band === null))
    return "Each on its own scale. The market sets the bands: they are not drawn.";
  return "Each on its own scale: shape, not size. The tint is the band, ticks are rebalances.";
}

const TABLE_MOST = 300;
const TRIGGERS: Record<BacktestEvent["trigger"], string> = {
  time: "schedule",
  threshold: "band broken",
  hybrid: "schedule and band",
  "cash-flow": "deposit or withdrawal",
  "portfolio-stop": "stop",
  "stop-ended": "stop ended",
};

/** What the ticks are, newest first. */
function EventTable({ events }: { events: readonly BacktestEvent[]; rows: readonly WeightRow[] }) {
  const shown = events.slice(-TABLE_MOST).reverse();
  return (
    <Table isDense>
      <thead>
        <tr>
          <Th>Rebalanced</Th>
          <Th>Because of</Th>
          <Th isNumeric>Turnover</Th>
          <Th isNumeric>Fees</Th>
          <Th isNumeric>Drift before</Th>
          <Th isNumeric>after</Th>
        </tr>
      </thead>
      <tbody>
        {shown.map((event) => (
          <tr key={event.bar}>
            <Td className="nowrap">
              <Moment at={event.at} format="date" />
            </Td>
            <Td>{TRIGGERS[event.trigger]}</Td>
            <Td isNumeric>
              <Weight value={event.turnover} digits={2} />
            </Td>
            <Td isNumeric>{event.fees.toFixed(2)}</Td>
            <Td isNumeric>
              <Weight value={event.driftBefore} />
            </Td>
            <Td isNumeric>
              <Weight value={event.driftAfter} />
            </Td>
          </tr>
        ))}
        {events.length > TABLE_MOST && (
          <tr>
            <Td colSpan={6} className="faint">
              The newest {TABLE_MOST} of {events.length}; all are in the exported results.
            </Td>
          </tr>
        )}
      </tbody>
    </Table>
  );
}
