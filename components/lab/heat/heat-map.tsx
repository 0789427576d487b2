"use client";
import { type KeyboardEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { LabCell } from "@/components/lab/worker/protocol";
import { cx } from "@/components/ui/cx";
import type { Band, Destination } from "@/lib/engine/model";
import type { LabSweepFigure } from "@/lib/schemas/lab-spec";
import { notAnnualised } from "../not-annualised";
import { bandLabel, intervalLabel, intervalPhrase, placeOnAxis } from "./axes";
import styles from "./heat-map.module.css";
import { type MeasureFacts, measureFacts } from "./measures";
import { readMap } from "./read-map";
import { Readout } from "./readout";
import { sentencesOf } from "./sentences";
import type { HeatSpot } from "./types";

/** Places on the hue, worst to best. */
const STEPS = [0, 1, 2, 3, 4, 5];

interface HeatMapProps {
  kind: Band["kind"];
  bands: readonly number[];
  intervals: readonly number[];
  /** Row by row, an interval a row; null where nothing is known yet. */
  fresh: readonly (LabCell | null)[];
  /** The answer to the question before, shown dimmed where the present one has none yet. */
  stale: readonly (LabCell | null)[];
  figure: LabSweepFigure;
  destination: Destination;
  isFine: boolean;
  span: { firstAt: number; lastAt: number };
  current: HeatSpot | null;
  own: LabCell | null;
  onPick: (spot: HeatSpot) => void;
}

/** The map: a grid that is walked with the arrow keys, one hue, yours ringed and the best dotted. */
export function HeatMap(props: HeatMapProps) {
  const { kind, bands, intervals, fresh, stale, figure, destination, current, own, isFine } = props;
  const [pointed, setPointed] = useState<number | null>(null);
  const period = notAnnualised(props.span);
  const facts = measureFacts(period === null)[figure];
  const cells = useMemo(() => fresh.map((cell, place) => cell ?? stale[place] ?? null), [fresh, stale]);
  const reading = useMemo(() => readMap(cells, bands.length, facts), [cells, bands.length, facts]);
  // Only a cell of the same figures is yours: its neighbour is another policy.
  const yours = placeOf({ bands, intervals, destination }, current);
  // The table is drawn anew for figures and marks, not because the page made another function.
  const picked = useRef(props);
  useEffect(() => {
    picked.current = props;
  });
  const pick = useCallback((place: number) => {
    const { bands, intervals, destination, onPick } = picked.current;
    const [band, intervalDays] = [bands[place % bands.length], intervals[Math.floor(place / bands.length)]];
    if (band !== undefined && intervalDays !== undefined) onPick({ band, intervalDays, destination });
  }, []);
  const shown = pointed ?? (yours >= 0 && cells[yours] ? yours : reading.best);
  const nameOf = (band: number, days: number) => `${bandLabel(kind, band)} band, ${intervalPhrase(days)}`;
  const isOwn = pointed === null && yours < 0 && own !== null;
  return (
    <>
      <div className="flex flex-wrap justify-between gap-x-3 gap-y-0.5 pb-1.5 text-xs text-text-faint">
        <span>
          {facts.caption}
          {period && ` (${period})`}
        </span>
        {reading.known > 1 && (
          <span className="inline-flex items-center gap-[5px] tabular-nums" aria-hidden="true">
            {facts.figure(reading.worstValue)}
            <span className="inline-flex gap-px">
              {STEPS.map((step) => (
                <i key={step} className={cx("h-2 w-3", styles.step)} data-step={step} />
              ))}
            </span>
            {facts.figure(reading.bestValue)}
          </span>
        )}
      </div>
      <div className={isFine ? styles.scroller : undefined}>
        <HeatTable
          kind={kind}
          bands={bands}
          intervals={intervals}
          fresh={fresh}
          cells={cells}
          steps={reading.steps}
          best={reading.best}
          yours={yours}
          facts={facts}
          isFine={isFine}
          onPick={pick}
          onPoint={setPointed}
        />
      </div>
      {isFine && <p className="mt-1 text-xs text-text-faint md:hidden">Slide the map sideways for wider bands.</p>}
      <Readout
        cell={isOwn ? own : (cells[shown] ?? null)}
        spot={
          isOwn
            ? current
              ? nameOf(current.band, current.intervalDays)
              : "as it stands"
            : nameOf(bands[shown % bands.length] ?? 0, intervals[Math.floor(shown / bands.length)] ?? 0)
        }
        role={isOwn || shown === yours ? "Yours" : shown === reading.best ? "Best" : null}
        isKnown={isOwn || shown >= 0}
        span={props.span}
      />
      <p className="mt-1 text-xs text-text-faint">
        {sentencesOf({ reading, facts, span: props.span, yours, current, destination, kind }).join(" ")}
      </p>
    </>
  );
}

interface HeatTableProps extends Pick<HeatMapProps, "kind" | "bands" | "intervals" | "fresh" | "isFine"> {
  facts: MeasureFacts;
  cells: readonly (LabCell | null)[];
  steps: readonly number[];
  best: number;
  yours: number;
  onPick: (place: number) => void;
  onPoint: (place: number | null) => void;
}

function placeOf(
  { bands, intervals, destination }: Pick<HeatMapProps, "bands" | "intervals" | "destination">,
  spot: HeatSpot | null,
): number {
  if (spot === null || spot.destination !== destination) return -1;
  const [column, row] = [placeOnAxis(bands, spot.band), placeOnAxis(intervals, spot.intervalDays)];
  return column < 0 || row < 0 ? -1 : row * bands.length + column;
}

const placeUnder = (target: EventTarget | null) => {
  const place = target instanceof Element ? target.closest<HTMLElement>("[data-place]")?.dataset.place : undefined;
  return place === undefined ? null : Number(place);
};

/** Its own component, so that a pointer over the cells, or a slider being dragged, redraws the lines below and not the cells. */
const HeatTable = memo(function HeatTable(props: HeatTableProps) {
  const { kind, bands, intervals, cells, fresh, steps, best, yours, facts, isFine, onPick, onPoint } = props;
  const [focused, setFocused] = useState<number | null>(null);
  const table = useRef<HTMLTableElement>(null);
  // One cell takes the Tab key: the one last visited, else yours, else the first.
  const inTabOrder = focused !== null && focused < cells.length ? focused : Math.max(0, yours);
  const every = isFine ? 3 : 1;
  const pick = (place: number | null) => {
    if (place !== null && cells[place]) onPick(place);
  };
  const steer = (event: KeyboardEvent) => {
    const from = placeUnder(event.target);
    if (from === null) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pick(from);
      return;
    }
    const to = moved(from, event.key, event.ctrlKey, bands.length, cells.length);
    if (to === null) return;
    event.preventDefault();
    table.current?.querySelector<HTMLElement>(`[data-place="${to}"]`)?.focus();
  };
  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table of figures whose cells are chosen
      role="grid"
      className={cx(styles.map, isFine && styles.fine)}
      aria-label={`${facts.caption}, by band and interval. Arrow keys move, Enter takes a cell over.`}
      onKeyDown={steer}
      onClick={(event) => pick(placeUnder(event.target))}
      onPointerOver={(event) => onPoint(placeUnder(event.target))}
      onPointerLeave={() => onPoint(null)}
      onFocus={(event) => {
        const place = placeUnder(event.target);
        setFocused(place);
        onPoint(place);
      }}
      onBlur={() => onPoint(null)}
    >
      <thead>
        <tr>
          <td />
          {bands.map((band, column) => (
            <th key={band} scope="col" aria-label={`Band ${bandLabel(kind, band)}`}>
              {column % every === 0 ? <BandHead label={bandLabel(kind, band)} /> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {intervals.map((days, row) => (
          <tr key={days}>
            <th scope="row">{intervalLabel(days)}</th>
            {bands.map((band, column) => {
              const place = row * bands.length + column;
              const cell = cells[place] ?? null;
              const value = cell ? facts.figure(facts.of(cell)) : null;
              return (
                <td
                  key={band}
                  tabIndex={place === inTabOrder ? 0 : -1}
                  className={cx(styles.cell, styles.step)}
                  data-place={place}
                  data-step={(steps[place] ?? -1) < 0 ? undefined : steps[place]}
                  data-stale={cell !== null && !fresh[place] ? "" : undefined}
                  data-best={place === best ? "" : undefined}
                  aria-current={place === yours ? "true" : undefined}
                  aria-label={`${bandLabel(kind, band)}, ${intervalLabel(days)}: ${value ?? "not computed yet"}${place === yours ? ", yours" : ""}${place === best ? ", best" : ""}`}
                >
                  {isFine ? null : value}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

/** The unit gives way where columns are narrow: the choice above the map names it. */
function BandHead({ label }: { label: string }) {
  const [figure, unit] = label.split(" ");
  return (
    <>
      {figure}
      <span className="max-[23.75rem]:hidden"> {unit}</span>
    </>
  );
}

function moved(from: number, key: string, isFar: boolean, columns: number, count: number): number | null {
  const column = from % columns;
  const row = from - column;
  switch (key) {
    case "ArrowLeft":
      return column > 0 ? from - 1 : from;
    case "ArrowRight":
      return column < columns - 1 ? from + 1 : from;
    case "ArrowUp":
      return from >= columns ? from - columns : from;
    case "ArrowDown":
      return from + columns < count ? from + columns : from;
    case "Home":
      return isFar ? 0 : row;
    case "End":
      return isFar ? count - 1 : row + columns - 1;
    default:
      return null;
  }
}
