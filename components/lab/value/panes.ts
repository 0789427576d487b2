/** The three panes of the value card: value, fall from peak, ahead of or behind holding. */
import type { ChartLine, ChartPane } from "@/components/charts/curves/curves-chart";
import { formatCompact, formatTrimmed } from "@/lib/format/number";
import type { LabScale } from "@/lib/schemas/lab-spec";
import { HOLDING_COLOR, strategyColor } from "../comparison/strategy-colors";
import type { LabResult } from "../use-lab-run";
import type { LabCurves } from "../worker/protocol";

/** −20, 0, +5: percent without its sign, which the pane's title names. */
const percentTick = (isSigned: boolean) => (value: number) => {
  const text = formatTrimmed(value * 100);
  return isSigned && value > 0 ? `+${text}` : text;
};
const fallTick = percentTick(false);
const leadTick = percentTick(true);

export function panesOf({ run, spec }: LabResult, scale: LabScale): readonly ChartPane[] {
  const order = [...run.strategies.keys()].sort(
    (left, right) => Number(left === spec.chosen) - Number(right === spec.chosen),
  );
  const lineOf = (index: number, column: keyof LabCurves): ChartLine => ({
    id: `c${index}`,
    name: spec.strategies[index]?.name ?? "",
    color: strategyColor(index, spec.chosen),
    isOwn: index === spec.chosen,
    times: run.strategies[index]?.curves.times ?? new Float64Array(),
    values: run.strategies[index]?.curves[column] ?? new Float64Array(),
  });
  const holding = (column: keyof LabCurves): ChartLine => ({
    id: "holding",
    name: "Holding",
    color: HOLDING_COLOR,
    isDashed: true,
    times: run.holding.curves.times,
    values: run.holding.curves[column],
  });
  const own = spec.strategies[spec.chosen]?.name ?? "";
  return [
    {
      id: "value",
      height: 228,
      lines: [holding("equity"), ...order.map((index) => lineOf(index, "equity"))],
      isLog: scale === "log",
      tick: formatCompact,
      isNamed: true,
      marks: run.strategies[spec.chosen]?.events.map((event) => event.at) ?? [],
    },
    {
      id: "fall",
      title: `Fall from peak, %: ${own === "Yours" ? "yours" : own} and holding`,
      height: 76,
      lines: [holding("drawdown"), lineOf(spec.chosen, "drawdown")],
      include: 0,
      isFilled: true,
      tick: fallTick,
    },
    {
      id: "ahead",
      title: "Ahead of or behind holding, %",
      height: 92,
      lines: order.map((index) => lineOf(index, "ahead")),
      include: 0,
      level: { value: 0, name: "Holding" },
      tick: leadTick,
    },
  ];
}
