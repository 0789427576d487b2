import { nearestBar } from "@/components/charts/curves/curve-path";
import { Moment } from "@/components/figures/moment";
import { STOP_EVENT_LABELS, TRIGGER_LABELS } from "@/lib/format/labels/triggers";
import { formatMoney, formatPercent } from "@/lib/format/number";
import type { LabResult } from "./use-lab-run";
import type { LabContenderRun, LabCurves } from "./worker/protocol";

const valueAt = (curves: LabCurves, column: keyof LabCurves, at: number) =>
  curves[column][nearestBar(curves.times, at)] ?? 0;
const money = (value: number) => formatMoney(value, { digits: 0 });

/** Date, then name and figure in two columns, difference last, and what happened there. */
export function TipContent({ result, at }: { result: LabResult; at: number }) {
  const { run, spec } = result;
  const mine = run.contenders[spec.chosen];
  if (!mine) return null;
  const { times } = mine.curves;
  const bar = nearestBar(times, at);
  const event = mine.events.findLast((each) => each.at <= at && each.at > (times[bar - 1] ?? Number.NEGATIVE_INFINITY));
  return (
    <>
      <div className="faint">
        <Moment at={at} format={spec.prices.timeframe === "1d" ? "date" : "datetime"} />
      </div>
      <dl>
        {run.contenders.map((each, index) => (
          <Line
            key={each.id}
            name={spec.contenders[index]?.name ?? ""}
            value={money(valueAt(each.curves, "equity", at))}
          />
        ))}
        <Line name="Holding" value={money(valueAt(run.holding.curves, "equity", at))} />
        <Line name="Fall from peak" value={formatPercent(valueAt(mine.curves, "drawdown", at))} />
        <Line name="Against holding" value={formatPercent(valueAt(mine.curves, "ahead", at), { isSigned: true })} />
      </dl>
      {event && <p className="event">{eventWords(event)}</p>}
    </>
  );
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

type Cause = LabContenderRun["events"][number]["trigger"];
const causeOf = (cause: Cause): string =>
  cause === "portfolio-stop" || cause === "stop-ended" ? STOP_EVENT_LABELS[cause] : TRIGGER_LABELS[cause].event;

export function eventWords(event: LabContenderRun["events"][number]): string {
  return `${causeOf(event.trigger)}: ${formatPercent(event.turnover)} turned over, ${formatMoney(event.fees)} in fees.`;
}
