/** What a cell can be judged by. Darker is always better, so a map of turnover is darkest where least is traded. */
import type { LabCell } from "@/components/lab/worker/protocol";
import { formatPercent, formatPoints } from "@/lib/format/number";
import type { LabSweepFigure } from "@/lib/schemas/lab-spec";

interface MeasureFacts {
  /** On the switch. */
  label: string;
  /** Over the map, with its unit: cells carry bare figures. */
  caption: string;
  of: (cell: LabCell) => number;
  isLessBetter: boolean;
  /** Colours never spread over less than this: a map of near-equal cells must look near-equal. */
  spanMin: number;
  figure: (value: number) => string;
  /** With unit, for sentences. */
  describe: (value: number) => string;
  /** A difference between two cells, for sentences. */
  difference: (value: number) => string;
}

const points = (value: number) => formatPoints(value, { isSigned: false });

export const MEASURE_FACTS: Readonly<Record<LabSweepFigure, MeasureFacts>> = {
  ahead: {
    label: "Against holding",
    caption: "Return a year against holding, pp",
    of: (cell) => cell.aheadPerYear,
    isLessBetter: false,
    spanMin: 0.006,
    figure: (value) => formatPoints(value, { hasUnit: false }),
    describe: (value) => `${formatPoints(value)} a year against holding`,
    difference: points,
  },
  cagr: {
    label: "Return",
    caption: "Return a year, %",
    of: (cell) => cell.cagr,
    isLessBetter: false,
    spanMin: 0.006,
    figure: (value) => formatPercent(value, { isSigned: true, hasUnit: false }),
    describe: (value) => `${formatPercent(value, { isSigned: true })} a year`,
    difference: points,
  },
  drawdown: {
    label: "Deepest fall",
    caption: "Deepest fall, %",
    of: (cell) => cell.maxDrawdown,
    isLessBetter: false,
    spanMin: 0.012,
    figure: (value) => formatPercent(value, { isSigned: true, hasUnit: false }),
    describe: (value) => `deepest fall ${formatPercent(value, { isSigned: true })}`,
    difference: points,
  },
  turnover: {
    label: "Turnover",
    caption: "Turnover a year, %; darker is less",
    of: (cell) => cell.turnoverPerYear,
    isLessBetter: true,
    spanMin: 0.06,
    figure: (value) => formatPercent(value, { digits: 0, hasUnit: false }),
    describe: (value) => `turnover ${formatPercent(value, { digits: 0 })} a year`,
    difference: points,
  },
};
