/** Panes of lines under each other on one time axis: what they are, and where each stands. */
import type { Ink } from "../place-tip";
import { nearestIndex } from "../points";
import type { Scale } from "../scale";
import { type Curve, extent } from "./curve-path";
import { type LineScale, linearScale, logScale, placeScale } from "./line-scale";

export interface ChartLine extends Curve {
  id: string;
  name: string;
  color: string;
  isDashed?: boolean;
  isOwn?: boolean;
}

export interface ChartPane {
  id: string;
  /** Stands over the pane; none for the first. */
  title?: string;
  height: number;
  lines: readonly ChartLine[];
  isLog?: boolean;
  /** Kept inside the axis besides the lines: 0 for falls and leads. */
  include?: number;
  /** The value axis, where it should not end just beyond the lines. */
  scale?: Scale;
  tick: (value: number) => string;
  /** Fills from the own line to zero. */
  isFilled?: boolean;
  /** Fills from the own line to this one. */
  washTo?: string;
  /** A dashed level that is a line of its own, with its name at the right end. */
  level?: { value: number; name: string };
  /** Names at the right ends of the lines. */
  isNamed?: boolean;
  /** Instants of small strokes on the baseline. */
  marks?: readonly number[];
}

export interface PanePlace {
  top: number;
  bottom: number;
}

const TOP = 14;
const GAP = 36;
/** Under a pane with marks on its baseline. */
const MARKS = 10;
const AXIS = 24;
const LEFT = 46;
/** Narrower than this, the lines' names leave the right end and stand over the chart. */
export const NAMES_FROM = 560;

export interface PaneLayout {
  places: readonly PanePlace[];
  height: number;
}

export function layOutPanes(panes: readonly Pick<ChartPane, "title" | "height" | "marks">[]): PaneLayout {
  const places: PanePlace[] = [];
  let top = TOP;
  for (const pane of panes) {
    if (pane.title) top += GAP;
    places.push({ top, bottom: top + pane.height });
    top += pane.height + (pane.marks ? MARKS : 0);
  }
  return { places, height: (places.at(-1)?.bottom ?? 0) + AXIS };
}

/** Margins around panes at a width: at the right for the longest name, where names stand there. */
export function panesPlot(panes: readonly ChartPane[], width: number) {
  const names = panes.flatMap((pane) => [
    ...(pane.isNamed ? pane.lines.map((line) => line.name.length + 2) : []),
    ...(pane.level ? [pane.level.name.length] : []),
  ]);
  const hasNames = width >= NAMES_FROM && names.length > 0;
  return {
    left: LEFT,
    right: hasNames ? Math.min(124, 22 + Math.max(0, ...names) * 6.2) : 8,
    top: TOP,
    bottom: AXIS,
  };
}

/** Null where no line has a figure. */
export function paneScale(pane: ChartPane, { top, bottom }: PanePlace): LineScale | null {
  if (pane.scale) return placeScale(pane.scale, top, bottom);
  const found = extent(pane.lines);
  if (!found) return null;
  const low = Math.min(found.low, pane.include ?? found.low);
  const high = Math.max(found.high, pane.include ?? found.high);
  return pane.isLog ? logScale(low, high, top, bottom) : linearScale(low, high, top, bottom, 5);
}

/** Where a pane's lines stand at an instant; a line without a figure there has no dot. */
export function paneDots(pane: ChartPane, place: PanePlace, at: number) {
  const scale = paneScale(pane, place);
  return pane.lines.flatMap((line) => {
    const value = line.values[nearestIndex(line.times, at)] ?? Number.NaN;
    return scale && Number.isFinite(value)
      ? [{ y: scale.y(value), color: line.color, radius: line.isOwn ? 3 : 2.5 }]
      : [];
  });
}

/** The heights a pane's lines take between two distances, each line one stretch; the next points outside count in. */
export function panesInk(panes: readonly ChartPane[], layout: PaneLayout, xOf: (at: number) => number): Ink {
  return (fromX, toX) =>
    panes.flatMap((pane, index) => {
      const place = layout.places[index];
      const scale = place && paneScale(pane, place);
      return scale ? pane.lines.flatMap((line) => stretchOf(line, xOf, scale.y, fromX, toX)) : [];
    });
}

function stretchOf({ times, values }: Curve, xOf: (at: number) => number, y: LineScale["y"], from: number, to: number) {
  let [top, bottom] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [index, at] of times.entries()) {
    const value = values[index] ?? Number.NaN;
    const isOutside = xOf(times[index + 1] ?? at) < from || xOf(times[index - 1] ?? at) > to;
    if (isOutside || !Number.isFinite(value)) continue;
    top = Math.min(top, y(value));
    bottom = Math.max(bottom, y(value));
  }
  return top <= bottom ? [[top, bottom] as const] : [];
}
