"use client";
import { useMemo, useState } from "react";
import { DESTINATION_OPTIONS } from "@/components/lab/policy/destination-options";
import { useLongWork } from "@/components/lab/work/use-long-work";
import { useNear } from "@/components/lab/work/use-near";
import { WorkLine } from "@/components/lab/work/work-line";
import type { LabCell, LabEngine, LabSweepRequest } from "@/components/lab/worker/protocol";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { sweepCell } from "@/lib/engine/backtest/sweep/sweep-grid";
import { DESTINATIONS, type Destination } from "@/lib/engine/model";
import { LAB_SWEEP_FIGURES, type LabSweepFigure } from "@/lib/schemas/lab-spec";
import { bandAxis, bandLabel, type HeatDetail, type HeatPace, type HeatReach, intervalAxis, REACHES } from "./axes";
import { HeatMap } from "./heat-map";
import { heatQuestion } from "./heat-question";
import { measureFacts } from "./measures";
import type { HeatSpot } from "./types";

export interface HeatCardProps {
  /** Computes the cells; null while the workers start. */
  engine: Pick<LabEngine, "sweep"> | null;
  /** The policy in hand, its costs and period; null while there is nothing to compute. May be made anew each render. */
  request: Omit<LabSweepRequest, "bands" | "intervalDays" | "destinations"> | null;
  /** Changes when other prices are loaded. */
  dataKey: string;
  /** Days between bars; 1 for daily closes. */
  barDays: number;
  /** Epoch ms of the first and last bar, for its sentences. */
  span: { firstAt: number; lastAt: number };
  /** Where the reader's own policy stands; null when no cell could be it. */
  current: HeatSpot | null;
  /** Its own figures, which hold wherever it stands; null while they are computed. */
  own: LabCell | null;
  /** A cell was chosen: set band, interval and destination to it. */
  onPick: (spot: HeatSpot) => void;
  /** What cells show; part of the page, since a link carries it. */
  view: { figure: LabSweepFigure; destination: Destination };
  onView: (view: { figure: LabSweepFigure; destination: Destination }) => void;
}

const PACE_LABELS: Record<HeatPace, string> = { days: "1 day to 1 quarter", hours: "every bar to 1 week" };
const DETAIL_LABELS: Record<HeatDetail, string> = { coarse: "7 × 6", fine: "22 × 15" };

const CHOICE = "h-7 w-auto max-w-47 flex-auto text-xs max-md:h-9 max-md:max-w-none max-md:text-xs";

/** Band by interval: the whole neighbourhood of a policy at once, so that nobody tunes one cell and calls it skill. */
export function HeatCard({
  engine,
  request,
  dataKey,
  barDays,
  span,
  current,
  own,
  onPick,
  view,
  onView,
}: HeatCardProps) {
  const [reach, setReach] = useState<HeatReach>("usual");
  const [pace, setPace] = useState<HeatPace>("days");
  const [detail, setDetail] = useState<HeatDetail>("coarse");
  const [near, isNear] = useNear<HTMLDivElement>();
  const kind = request?.base.band.kind ?? "relative";
  const bands = useMemo(() => bandAxis(kind, reach, detail), [kind, reach, detail]);
  const intervals = useMemo(() => intervalAxis(pace, detail, barDays), [pace, detail, barDays]);
  // The one in sight is computed first.
  const destinations = [view.destination, ...DESTINATIONS.filter((each) => each !== view.destination)];
  const whole = request && { ...request, bands, intervalDays: intervals, destinations };
  const perMap = bands.length * intervals.length;
  const work = useLongWork<ReadonlyMap<string, LabCell>>({
    question: engine && whole && isNear ? heatQuestion(whole, dataKey) : null,
    run: async (signal, report) => {
      if (!engine || !whole) return;
      let found: ReadonlyMap<string, LabCell> = new Map();
      await engine.sweep(
        whole,
        (cells, done, of) => {
          found = new Map([...found, ...cells.map((cell) => [placeName(cell.index, whole), cell] as const)]);
          report(found, done, of);
        },
        signal,
      );
    },
  });
  const names = useMemo(
    () => intervals.flatMap((days) => bands.map((band) => nameOf(view.destination, days, band))),
    [intervals, bands, view.destination],
  );
  const fresh = useMemo(() => names.map((name) => work.result?.get(name) ?? null), [names, work.result]);
  const stale = useMemo(() => names.map((name) => work.previous?.get(name) ?? null), [names, work.previous]);
  return (
    <Card labelledBy="h-heat">
      <CardHeader
        id="h-heat"
        title="Band by interval"
        push={
          <Segmented
            label="Destination of the map"
            options={DESTINATION_OPTIONS}
            value={view.destination}
            onChange={(destination) => onView({ ...view, destination })}
          />
        }
      />
      <CardBody>
        <div ref={near} className="mb-3 flex flex-wrap gap-2">
          <Select
            aria-label="What the cells show"
            className={CHOICE}
            value={view.figure}
            onChange={(value) => {
              const figure = LAB_SWEEP_FIGURES.find((each) => each === value);
              if (figure) onView({ ...view, figure });
            }}
            options={LAB_SWEEP_FIGURES.map((value) => ({ value, label: measureFacts(true)[value].label }))}
          />
          <Select
            aria-label="Bands"
            className={CHOICE}
            value={reach}
            onChange={(value) => setReach(REACHES.find((each) => each === value) ?? "usual")}
            options={REACHES.map((value) => ({ value, label: reachLabel(kind, value) }))}
          />
          {barDays < 0.99 && (
            <Select
              aria-label="Intervals"
              className={CHOICE}
              value={pace}
              onChange={(value) => setPace(value === "hours" ? "hours" : "days")}
              options={(["days", "hours"] as const).map((value) => ({ value, label: PACE_LABELS[value] }))}
            />
          )}
          <Select
            aria-label="Grid"
            className={CHOICE}
            value={detail}
            onChange={(value) => setDetail(value === "fine" ? "fine" : "coarse")}
            options={(["coarse", "fine"] as const).map((value) => ({ value, label: DETAIL_LABELS[value] }))}
          />
        </div>
        <HeatMap
          kind={kind}
          bands={bands}
          intervals={intervals}
          fresh={fresh}
          stale={stale}
          figure={view.figure}
          destination={view.destination}
          isFine={detail === "fine"}
          span={span}
          current={current}
          own={own}
          onPick={onPick}
        />
        <WorkLine work={work} unit="cells">
          {work.phase === "done" && <span>{perMap * destinations.length} runs. A click on a cell takes it over.</span>}
        </WorkLine>
      </CardBody>
    </Card>
  );
}

function reachLabel(kind: Parameters<typeof bandLabel>[0], reach: HeatReach): string {
  const columns = bandAxis(kind, reach, "coarse");
  const [first, last] = [bandLabel(kind, columns[0] ?? 0), bandLabel(kind, columns.at(-1) ?? 0)];
  return `${first.replace(/ .*/, "")} to ${last}`;
}

const nameOf = (destination: Destination, days: number | string, band: number) => `${destination} ${days} ${band}`;

/** A cell by what it stands for, so that an older map's cells are found again at the same place. */
function placeName(index: number, { bands, intervalDays, destinations }: LabSweepRequest): string {
  const { destination, interval, band } = sweepCell({ bands, intervals: intervalDays, destinations }, index);
  return nameOf(destination, interval, band);
}
