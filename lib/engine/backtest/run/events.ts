/** Rebalances of a run as columns that grow by doubling, so that the loop makes no objects. */
import type { BacktestEvent } from "../model";

export interface EventColumns {
  count: number;
  columns: Record<keyof EventFigures, Float64Array>;
}

export interface EventFigures {
  bar: number;
  /** Index of the policy's trigger, or a code below 0. */
  trigger: number;
  turnover: number;
  fees: number;
  driftBefore: number;
  driftAfter: number;
}

const FIGURES = ["bar", "trigger", "turnover", "fees", "driftBefore", "driftAfter"] as const;
const CAPACITY_AT_FIRST = 64;

export const STOPPED_OUT = -1;
export const STOP_ENDED = -2;
export const LISTED = -3;
export const DELISTED = -4;

export function makeEvents(): EventColumns {
  const column = () => new Float64Array(CAPACITY_AT_FIRST);
  return {
    count: 0,
    columns: {
      bar: column(),
      trigger: column(),
      turnover: column(),
      fees: column(),
      driftBefore: column(),
      driftAfter: column(),
    },
  };
}

export function pushEvent(events: EventColumns, figures: EventFigures): void {
  const { columns, count } = events;
  if (count === columns.bar.length) {
    for (const figure of FIGURES) {
      const wider = new Float64Array(count * 2);
      wider.set(columns[figure]);
      columns[figure] = wider;
    }
  }
  columns.bar[count] = figures.bar;
  columns.trigger[count] = figures.trigger;
  columns.turnover[count] = figures.turnover;
  columns.fees[count] = figures.fees;
  columns.driftBefore[count] = figures.driftBefore;
  columns.driftAfter[count] = figures.driftAfter;
  events.count = count + 1;
}

export function listEvents(
  { columns, count }: EventColumns,
  times: Float64Array,
  nameOf: (trigger: number) => BacktestEvent["trigger"],
): BacktestEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const bar = columns.bar[index]!;
    return {
      bar,
      at: times[bar]!,
      trigger: nameOf(columns.trigger[index]!),
      turnover: columns.turnover[index]!,
      fees: columns.fees[index]!,
      driftBefore: columns.driftBefore[index]!,
      driftAfter: columns.driftAfter[index]!,
    };
  });
}

export function sumOf({ columns, count }: EventColumns, figure: keyof EventFigures): number {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += columns[figure][index]!;
  return sum;
}
