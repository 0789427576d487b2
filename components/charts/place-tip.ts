/**
 * Where a tooltip stands: beside the crosshair where nothing is drawn, on the side with more space first. Where every
 * such place is taken, or the chart is a phone's, it stands over the chart, or under it when there is no space in the
 * window above; only when both are out of sight it stands where it covers least.
 *
 * All in px from the chart's upper left corner; `ink` names the heights that lines take between two distances.
 */
export type Ink = (fromX: number, toX: number) => readonly (readonly [top: number, bottom: number])[];

interface TipQuestion {
  /** Of the crosshair. */
  x: number;
  tip: { width: number; height: number };
  chart: { width: number; height: number };
  /** What is in sight above and below the chart. */
  room: { above: number; below: number };
  ink: Ink;
}

export interface TipSpot {
  left: number;
  top: number;
}

/** Between tooltip and crosshair, and around lines. */
const GAP = 12;
const CLEAR = 6;
/** Narrower than this a tooltip beside the crosshair is most of the chart. */
const WIDE_FROM = 560;

export function placeTip({ x, tip, chart, room, ink }: TipQuestion): TipSpot {
  const right = x + GAP;
  const left = x - GAP - tip.width;
  const along = Math.max(0, Math.min(x - tip.width / 2, chart.width - tip.width));
  const sides = (x > chart.width / 2 ? [left, right] : [right, left]).filter(
    (side) => side >= 0 && side + tip.width <= chart.width,
  );
  const inside = (chart.width >= WIDE_FROM ? sides : [along]).map((side) => ({
    left: side,
    ...freeTop(ink(side, side + tip.width), tip.height, chart.height),
  }));
  const free = inside.find(({ covers }) => covers === 0);
  if (free) return { left: free.left, top: free.top };
  if (room.above >= tip.height + CLEAR) return { left: along, top: -tip.height - CLEAR };
  if (room.below >= tip.height + CLEAR) return { left: along, top: chart.height + CLEAR };
  const least = inside.toSorted((one, other) => one.covers - other.covers)[0];
  return least ? { left: least.left, top: least.top } : { left: along, top: CLEAR };
}

/** The highest place of this height that covers least. */
function freeTop(ink: ReturnType<Ink>, height: number, most: number): { top: number; covers: number } {
  const tops = [CLEAR, ...ink.map(([, bottom]) => bottom + CLEAR)]
    .filter((top) => top >= 0 && top + height <= most)
    .sort((one, other) => one - other);
  let best = { top: CLEAR, covers: Number.POSITIVE_INFINITY };
  for (const top of tops) {
    const covers = ink.reduce(
      (sum, [from, to]) => sum + Math.max(0, Math.min(to + CLEAR, top + height) - Math.max(from - CLEAR, top)),
      0,
    );
    if (covers < best.covers) best = { top, covers };
  }
  return best;
}
