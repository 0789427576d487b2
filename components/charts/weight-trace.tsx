import type { SeriesView } from "./types";

/** Points a trace is drawn with: it is a few hundred pixels wide. Peaks and troughs survive the thinning. */
const BUCKETS = 70;

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
  const isOut = (index: number) => !isBandless && Math.abs(offsets[index] ?? 0) > (bands[index] ?? 0);
  const kept = thinned(offsets);
  const line = (isShown: (place: number) => boolean) => {
    let isDown = false;
    let path = "";
    for (const [place, index] of kept.entries()) {
      const offset = offsets[index] ?? null;
      const isDrawn = offset !== null && isShown(place);
      if (isDrawn) path += `${isDown ? "L" : "M"}${x(index)} ${y(offset)}`;
      isDown = isDrawn;
    }
    return path;
  };
  const corners = bands.flatMap((band, index) =>
    index === 0 || index === count - 1 || band !== bands[index - 1] || band !== bands[index + 1] ? [index] : [],
  );
  const top = corners.map((index, place) => `${place ? "L" : "M"}${x(index)} ${y(bands[index] ?? 0)}`).join("");
  const under = corners.toReversed().map((index) => `L${x(index)} ${y(-(bands[index] ?? 0))}`);
  const lastIndex = offsets.findLastIndex((offset) => offset !== null);
  const color = isOut(lastIndex) ? "var(--color-outside)" : "var(--color-actual)";
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
        d={line((place) => isOut(kept[place] ?? 0) || isOut(kept[place + 1] ?? 0))}
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

function meanOf(weights: readonly (number | null)[]): number {
  const known = weights.filter((weight) => weight !== null);
  return known.reduce((sum, weight) => sum + weight, 0) / (known.length || 1);
}

function distance(weight: number | null, target: number | null): number | null {
  return weight === null || target === null ? null : weight - target;
}

/** Indexes to draw: of every bucket its lowest and its highest, of every hole its beginning. */
function thinned(offsets: readonly (number | null)[]): readonly number[] {
  if (offsets.length <= BUCKETS * 2) return offsets.map((_, index) => index);
  const size = offsets.length / BUCKETS;
  const kept = new Set([0, offsets.length - 1]);
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    let [low, high] = [-1, -1];
    for (let index = Math.floor(bucket * size); index < Math.floor((bucket + 1) * size); index++) {
      const offset = offsets[index] ?? null;
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
