/** Strips of lines under each other on one time axis: what they are, and where each stands. */
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

export interface ChartStrip {
  id: string;
  /** Stands over the strip; none for the first. */
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

export interface StripPlace {
  top: number;
  bottom: number;
}

const TOP = 14;
const GAP = 36;
/** Under a strip with marks on its baseline. */
const MARKS = 10;
const AXIS = 24;
const LEFT = 46;
/** Narrower than this, the lines' names leave the right end and stand over the chart. */
export const NAMES_FROM = 560;

export interface StripLayout {
  places: readonly StripPlace[];
  height: number;
}

export function layOutStrips(strips: readonly Pick<ChartStrip, "title" | "height" | "marks">[]): StripLayout {
  const places: StripPlace[] = [];
  let top = TOP;
  for (const strip of strips) {
    if (strip.title) top += GAP;
    places.push({ top, bottom: top + strip.height });
    top += strip.height + (strip.marks ? MARKS : 0);
  }
  return { places, height: (places.at(-1)?.bottom ?? 0) + AXIS };
}

/** Room around strips at a width: at the right for the longest name, where names stand there. */
export function stripsPlot(strips: readonly ChartStrip[], width: number) {
  const names = strips.flatMap((strip) => [
    ...(strip.isNamed ? strip.lines.map((line) => line.name.length + 2) : []),
    ...(strip.level ? [strip.level.name.length] : []),
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
export function stripScale(strip: ChartStrip, { top, bottom }: StripPlace): LineScale | null {
  if (strip.scale) return placeScale(strip.scale, top, bottom);
  const found = extent(strip.lines);
  if (!found) return null;
  const low = Math.min(found.low, strip.include ?? found.low);
  const high = Math.max(found.high, strip.include ?? found.high);
  return strip.isLog ? logScale(low, high, top, bottom) : linearScale(low, high, top, bottom, 5);
}

/** Where a strip's lines stand at an instant; a line without a figure there has no dot. */
export function stripDots(strip: ChartStrip, place: StripPlace, at: number) {
  const scale = stripScale(strip, place);
  return strip.lines.flatMap((line) => {
    const value = line.values[nearestIndex(line.times, at)] ?? Number.NaN;
    return scale && Number.isFinite(value)
      ? [{ y: scale.y(value), color: line.color, radius: line.isOwn ? 3 : 2.5 }]
      : [];
  });
}
