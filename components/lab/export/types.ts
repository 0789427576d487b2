import type { LabCurves } from "@/components/lab/worker/protocol";
import type { Palette } from "./svg-text";

export interface ChartLine {
  name: string;
  color: string;
  curves: LabCurves;
  finalValue: number;
  /** Compound a year. */
  cagr: number;
}

export interface ChartToDraw {
  title: string;
  /** Assets, period, costs. */
  subtitle: string;
  quote: string;
  /** The first is drawn on top. */
  lines: readonly ChartLine[];
  holding: ChartLine;
  /** Rebalances of the first line, epoch ms. */
  marks: readonly number[];
  isLog: boolean;
  timeZone: string;
  palette: Palette;
}
