/**
 * What a cell can be judged by: by the year, or over the whole of a period shorter than one. Darker is always better, so
 * a map of turnover is darkest where least is traded.
 */
import type { LabCell } from "@/components/lab/worker/protocol";
import { formatPercent, formatPoints } from "@/lib/format/number";
import type { LabSweepFigure } from "@/lib/schemas/lab-spec";

export interface MeasureFacts {
  /** On the switch. */
  label: string;
  /** Over the map, with its unit: cells carry bare figures. */
  caption: string;
  of: (cell: LabCell) => number;
  isLessBetter: boolean;
  /** Colours never spread over less than this: a map of near-equal cells must look near-equal. */
  spanMin: number;
  figure: (value: number) => string;
  /** A difference between two cells, for sentences. */
  difference: (value: number) => string;
}

const points = (value: number) => formatPoints(value, { isSigned: false });

const YEARLY_FACTS: Readonly<Record<LabSweepFigure, MeasureFacts>> = {
  ahead: {
    label: "Against holding",
    caption: "Return a year against holding, pp",
    of: (cell) => cell.aheadPerYear,
    isLessBetter: false,
    spanMin: 0.006,
    figure: (value) => formatPoints(value, { hasUnit: false }),
    difference: points,
  },
  cagr: {
    label: "Return",
    caption: "Return a year, %",
    of: (cell) => cell.cagr,
    isLessBetter: false,
    spanMin: 0.006,
    figure: (value) => formatPercent(value, { isSigned: true, hasUnit: false }),
    difference: points,
  },
  drawdown: {
    label: "Deepest fall",
    caption: "Deepest fall, %",
    of: (cell) => cell.maxDrawdown,
    isLessBetter: false,
    spanMin: 0.012,
    figure: (value) => formatPercent(value, { isSigned: true, hasUnit: false }),
    difference: points,
  },
  turnover: {
    label: "Turnover",
    caption: "Turnover a year, %; darker is less",
    of: (cell) => cell.turnoverPerYear,
    isLessBetter: true,
    spanMin: 0.06,
    figure: (value) => formatPercent(value, { digits: 0, hasUnit: false }),
    difference: points,
  },
};

/** Of a period that is not annualised. */
const PERIOD_FACTS: typeof YEARLY_FACTS = {
  ...YEARLY_FACTS,
  ahead: { ...YEARLY_FACTS.ahead, caption: "Return against holding, pp", of: (cell) => cell.ahead },
  cagr: { ...YEARLY_FACTS.cagr, caption: "Return, %", of: (cell) => cell.totalReturn },
  turnover: { ...YEARLY_FACTS.turnover, caption: "Turnover, %; darker is less", of: (cell) => cell.turnover },
};

export const measureFacts = (isYear: boolean) => (isYear ? YEARLY_FACTS : PERIOD_FACTS);
