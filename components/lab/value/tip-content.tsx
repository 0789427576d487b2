import { Reading } from "@/components/charts/crosshair";
import { nearestIndex } from "@/components/charts/points";
import { CAUSE_LABELS } from "@/lib/format/labels/triggers";
import { formatMoney, formatPercent } from "@/lib/format/number";
import { HOLDING_COLOR, strategyColor } from "../comparison/strategy-colors";
import type { LabResult } from "../use-lab-run";
import type { LabCurves, LabStrategyRun } from "../worker/protocol";

const valueAt = (curves: LabCurves, column: keyof LabCurves, at: number) =>
  curves[column][nearestIndex(curves.times, at)] ?? 0;
const money = (value: number) => formatMoney(value, { digits: 0 });

/** Date, then name and figure in two columns, difference last, and what happened there. */
export function TipContent({ result, at }: { result: LabResult; at: number }) {
  const { run, spec } = result;
  const mine = run.strategies[spec.chosen];
  if (!mine) return null;
  const { times } = run.holding.curves;
  const bar = nearestIndex(times, at);
  const event = mine.events.findLast((each) => each.at <= at && each.at > (times[bar - 1] ?? Number.NEGATIVE_INFINITY));
  return (
    <Reading
      at={at}
      format={spec.prices.timeframe === "1d" ? "date" : "datetime"}
      rows={[
        ...run.strategies.map((each, index) => ({
          name: spec.strategies[index]?.name ?? "",
          mark: { kind: "line" as const, color: strategyColor(index, spec.chosen) },
          figure: money(valueAt(each.curves, "equity", at)),
        })),
        {
          name: "Holding",
          mark: { kind: "dash", color: HOLDING_COLOR },
          figure: money(valueAt(run.holding.curves, "equity", at)),
        },
        { name: "Fall from peak", figure: formatPercent(valueAt(mine.curves, "drawdown", at)) },
        { name: "Against holding", figure: formatPercent(valueAt(mine.curves, "ahead", at), { isSigned: true }) },
      ]}
      notes={event ? [eventLabel(event)] : []}
    />
  );
}

export function eventLabel({ trigger, turnover, fees }: LabStrategyRun["events"][number]): string {
  return `${CAUSE_LABELS[trigger].title}: ${formatPercent(turnover)} turned over, ${formatMoney(fees)} in fees.`;
}
