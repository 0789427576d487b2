import { nearestIndex } from "@/components/charts/points";
import { Moment } from "@/components/figures/moment";
import { formatMoney, formatPercent } from "@/lib/format/number";
import { TipRow, TipRows } from "./tip-rows";
import type { LabResult } from "./use-lab-run";
import type { LabContenderRun, LabCurves } from "./worker/protocol";

const valueAt = (curves: LabCurves, column: keyof LabCurves, at: number) =>
  curves[column][nearestIndex(curves.times, at)] ?? 0;
const money = (value: number) => formatMoney(value.toFixed(4), { digits: 0 });

/** Date, then name and figure in two columns, difference last, and what happened there. */
export function TipContent({ result, at }: { result: LabResult; at: number }) {
  const { run, spec } = result;
  const mine = run.contenders[spec.chosen];
  if (!mine) return null;
  const { times } = mine.curves;
  const bar = nearestIndex(times, at);
  const event = mine.events.findLast((each) => each.at <= at && each.at > (times[bar - 1] ?? Number.NEGATIVE_INFINITY));
  return (
    <>
      <div className="text-text-faint">
        <Moment at={at} format={spec.prices.timeframe === "1d" ? "date" : "minute"} />
      </div>
      <TipRows>
        {run.contenders.map((each, index) => (
          <TipRow key={each.id} name={spec.contenders[index]?.name ?? ""}>
            {money(valueAt(each.curves, "equity", at))}
          </TipRow>
        ))}
        <TipRow name="Holding">{money(valueAt(run.holding.curves, "equity", at))}</TipRow>
        <TipRow name="Fall from peak">{formatPercent(valueAt(mine.curves, "drawdown", at))}</TipRow>
        <TipRow name="Against holding">{formatPercent(valueAt(mine.curves, "ahead", at), 1, true)}</TipRow>
      </TipRows>
      {event && (
        <p className="mt-1 max-w-65 border-t border-hairline pt-1 whitespace-normal text-text">{eventWords(event)}</p>
      )}
    </>
  );
}

const CAUSES: Record<LabContenderRun["events"][number]["trigger"], string> = {
  time: "On schedule",
  threshold: "Band broken",
  hybrid: "Band broken",
  "cash-flow": "Money came or went",
  "portfolio-stop": "Portfolio stop",
  "stop-ended": "Back from the stop",
};

export function eventWords(event: LabContenderRun["events"][number]): string {
  return `${CAUSES[event.trigger]}: ${formatPercent(event.turnover)} turned over, ${formatMoney(event.fees.toFixed(4), { digits: 2 })} in fees.`;
}
