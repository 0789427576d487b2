/**
 * Where a fill goes on (pure). A fill walks forward in time from what was requested to the last finished bar;
 * `cursorAt` is the time the next page begins with and is stored with each page, so a killed fill goes on from there. A
 * series that is complete goes on from its last bar, which is read again: should it have been stored too early it is
 * put right.
 *
 * Going further back than before starts the walk anew: bars are stored by their time, so what is there is only
 * confirmed.
 */
export interface FillPoint {
  wantedFrom: number | null;
  emptyBefore: number | null;
  firstAt: number | null;
  lastAt: number | null;
  cursorAt: number | null;
  stepMs: number;
}

export interface PageSpan {
  from: number;
  until: number;
}

/** The next span to query, or null when the last finished bar has been queried. */
export function nextPage(point: FillPoint, now: number): PageSpan | null {
  const from = point.cursorAt ?? point.lastAt ?? point.wantedFrom;
  const until = Math.floor(now / point.stepMs) * point.stepMs;
  return from === null || from >= until ? null : { from, until };
}

/** The time to go on from after a page; an empty page is stepped over whole. */
export function cursorAfter(page: Float64Array, span: PageSpan, stepMs: number, pageBars: number): number {
  const last = page.at(-1);
  return last === undefined ? Math.min(span.from + pageBars * stepMs, span.until) : last + stepMs;
}

/** Share of the requested span that is behind the cursor. */
export function shareDone(wantedFrom: number | null, cursor: number, until: number): number {
  if (wantedFrom === null || until <= wantedFrom) return 1;
  return Math.min(1, Math.max(0, (cursor - wantedFrom) / (until - wantedFrom)));
}

/** Whether bars older than the first stored one are still to be had. */
export function mustRestart(point: FillPoint, from: number): boolean {
  if (point.firstAt === null) return point.wantedFrom === null || from < point.wantedFrom;
  const isKnownEmpty = point.emptyBefore !== null && point.emptyBefore >= point.firstAt;
  return from + point.stepMs <= point.firstAt && !isKnownEmpty;
}
