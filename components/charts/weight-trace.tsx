import type { SeriesView } from "./types";

/** Points a trace is drawn with: it is a few hundred pixels wide. Peaks and troughs survive the thinning. */
const BUCKETS = 70;
/** Changes of band or target that are drawn as steps. */
const STEPS_MAX = 40;

type TargetSeries = SeriesView["targets"][number];

interface WeightTraceProps {
  target: Pick<TargetSeries, "weight" | "target" | "band">;
  height?: number;
  /** Where each point stands from 0 to 1, where points are not evenly apart. */
  places?: readonly number[];
}

/**
 * One target's weight in its band over a range, stretched to its column. The band moves where the policy changed. With
 * no target known at all the line runs around its own mean, with no band nothing counts as outside.
 */
export function WeightTrace({ target, height = 30, places }: WeightTraceProps) {
  const count = target.weight.length;
  const isAimless = target.target.every((each) => each === null);
  const middle = isAimless ? meanOf(target.weight) : null;
  const offsets = target.weight.map((weight, index) => distance(weight, target.target[index] ?? middle));
  const isBandless = target.band.every((band) => band === null);
  const bands = target.band.map((band) => band ?? 0);
  const reach =
    Math.max(...bands.map((band) => band * 1.3), ...offsets.map((offset) => Math.abs(offset ?? 0))) * 1.06 || 0.01;
  const x = (index: number) => Math.round((places?.[index] ?? index / (count - 1)) * 1000) / 10;
  const y = (offset: number) => Math.round((height / 2 - (offset / reach) * (height / 2 - 2)) * 10) / 10;
  const isOut = (offset: number | null, index: number) => !isBandless && Math.abs(offset ?? 0) > (bands[index] ?? 0);
  const hasChanged = (index: number) =>
    index > 0 && (bands[index] !== bands[index - 1] || target.target[index] !== target.target[index - 1]);
  // Where a rule moves band or target with every bar there are no steps to see, only their course.
  const isMoving = bands.filter((_, index) => hasChanged(index)).length > STEPS_MAX;
  const changesAt = (index: number) => !isMoving && hasChanged(index);
  const spots = thinned(offsets, changesAt).flatMap((index): Spot[] => {
    const spot = { index, offset: offsets[index] ?? null };
    if (!changesAt(index)) return [spot];
    // A changed target moves the line at once: until that instant the weight stood against the old one.
    return [{ index, offset: distance(target.weight[index] ?? null, target.target[index - 1] ?? middle) }, spot];
  });
  const line = (isShown: (place: number) => boolean) => {
    let isDown = false;
    let path = "";
    for (const [place, { index, offset }] of spots.entries()) {
      const isDrawn = offset !== null && isShown(place);
      if (isDrawn) path += `${isDown ? "L" : "M"}${x(index)} ${y(offset)}`;
      isDown = isDrawn;
    }
    return path;
  };
  const isOutAt = (place: number) => {
    const spot = spots[place];
    return spot !== undefined && isOut(spot.offset, spot.index);
  };
  // A band that changes does so at once: two corners above each other.
  const corners = bands.flatMap((band, index) => {
    if (changesAt(index))
      return [
        { index, band: bands[index - 1] ?? band },
        { index, band },
      ];
    const isCorner = index === 0 || index === count - 1 || (isMoving && (hasChanged(index) || hasChanged(index + 1)));
    return isCorner ? [{ index, band }] : [];
  });
  const top = corners.map(({ index, band }, place) => `${place ? "L" : "M"}${x(index)} ${y(band)}`).join("");
  const under = corners.toReversed().map(({ index, band }) => `L${x(index)} ${y(-band)}`);
  const lastIndex = offsets.findLastIndex((offset) => offset !== null);
  const color = isOut(offsets[lastIndex] ?? null, lastIndex) ? "var(--color-outside)" : "var(--color-actual)";
  return (
    <svg viewBox={`0 0 100 ${height}`} style={{ height }} preserveAspectRatio="none" aria-hidden="true">
      <path d={`${top}${under.join("")}Z`} fill="var(--color-band)" opacity=".75" />
      <path
        d={`M0 ${height / 2}H100`}
        stroke="var(--color-band-edge)"
        strokeDasharray="2 2"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={line(() => true)}
        fill="none"
        stroke="var(--color-actual)"
        strokeWidth="1.25"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={line((place) => isOutAt(place) || isOutAt(place + 1))}
        fill="none"
        stroke="var(--color-outside)"
        strokeWidth="1.75"
        vectorEffect="non-scaling-stroke"
      />
      <path
        d={`M${x(lastIndex)} ${y(offsets[lastIndex] ?? 0)}h0`}
        stroke={color}
        strokeWidth="5"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

interface Spot {
  index: number;
  offset: number | null;
}

function meanOf(weights: readonly (number | null)[]): number {
  const known = weights.filter((weight) => weight !== null);
  return known.reduce((sum, weight) => sum + weight, 0) / (known.length || 1);
}

function distance(weight: number | null, target: number | null): number | null {
  return weight === null || target === null ? null : weight - target;
}

/** Indexes to draw: of every bucket its lowest and its highest, of every hole its beginning, and every change. */
function thinned(offsets: readonly (number | null)[], changesAt: (index: number) => boolean): readonly number[] {
  if (offsets.length <= BUCKETS * 2) return offsets.map((_, index) => index);
  const size = offsets.length / BUCKETS;
  const kept = new Set([0, offsets.length - 1]);
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    let [low, high] = [-1, -1];
    for (let index = Math.floor(bucket * size); index < Math.floor((bucket + 1) * size); index++) {
      const offset = offsets[index] ?? null;
      if (changesAt(index)) kept.add(index);
      if (offset === null) kept.add(index);
      else {
        if (low < 0 || offset < (offsets[low] ?? 0)) low = index;
        if (high < 0 || offset > (offsets[high] ?? 0)) high = index;
      }
    }
    if (low >= 0) kept.add(low).add(high);
  }
  return [...kept].sort((left, right) => left - right);
}
