"use client";
import type { ReactNode } from "react";
import type { SeriesView } from "@/components/charts/types";
import { ValueChart } from "@/components/charts/value-chart";
import { useNow, useTimeZone } from "@/components/figures/clock";
import { Money } from "@/components/figures/money";
import { Percent } from "@/components/figures/percent";
import { Time } from "@/components/figures/time";
import { Unknown } from "@/components/figures/unknown";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { Subline } from "@/components/ui/subline";
import { useQueryParam } from "@/components/venue/use-query-param";
import { describeAgainstHolding, describeUnvalued } from "@/lib/format/describe-performance";
import { RANGES } from "@/lib/schemas/series-range";
import type { FallView, PerformanceView } from "./types";

interface PerformanceCardProps {
  view: PerformanceView;
  series: SeriesView;
  unit: string;
}

/** What rebalancing brought over one range: the sentence, its figures, and the two lines as proof. */
export function PerformanceCard({ view, series, unit }: PerformanceCardProps) {
  const [, setRange] = useQueryParam("range");
  return (
    <Card labelledBy="h-performance">
      <CardHeader
        id="h-performance"
        title="Against holding"
        push={<Segmented label="Time range" options={RANGES} value={view.range} onChange={setRange} />}
      />
      <CardBody className="grid gap-4">
        <Verdict view={view} unit={unit} />
        {view.pointCount >= 3 && (
          <>
            <PerformanceFigures view={view} unit={unit} />
            <ValueChart series={series} unit={unit} />
          </>
        )}
      </CardBody>
    </Card>
  );
}

function Verdict({ view, unit }: { view: PerformanceView; unit: string }) {
  const timeZone = useTimeZone();
  const reader = { timeZone, now: useNow(false) };
  if (view.pointCount < 3)
    return <p className="text-text-soft">Too few checks in this range to compare. Each check adds a point.</p>;
  if (view.against === null) {
    const why =
      view.unvaluedFlows.length > 0
        ? describeUnvalued(view.unvaluedFlows, reader)
        : "What never rebalancing would be worth is not known in this range.";
    return <p className="text-text-soft">{why}</p>;
  }
  const { headline, detail } = describeAgainstHolding(view.against, unit, view.rebalanceCount, reader);
  return (
    <div className="grid max-w-[76ch] gap-1">
      <p className="text-lg font-semibold tracking-[-0.01em]">{headline}</p>
      <p className="text-text-soft">{detail}</p>
    </div>
  );
}

function PerformanceFigures({ view, unit }: { view: PerformanceView; unit: string }) {
  const { against, fall, holdingFall, fees, traded, turnover, rebalanceCount } = view;
  return (
    <dl className="grid grid-cols-2 gap-x-5 gap-y-3 border-y border-hairline py-3 md:grid-cols-3 lg:grid-cols-6">
      <Figure label="Against holding">
        {against === null ? <Unknown /> : <Money value={against.ahead} unit={unit} isSigned isJudged />}
      </Figure>
      <Figure
        label="Return"
        note={
          against !== null && (
            <>
              holding <Percent value={against.holdingReturn} isSigned />
            </>
          )
        }
      >
        <Percent value={against?.portfolioReturn ?? null} isSigned isJudged />
      </Figure>
      <Figure label="Deepest fall" note={<FallNote fall={fall} holding={holdingFall} />}>
        {fall === null ? <Unknown /> : <Percent value={fall.share} />}
      </Figure>
      <Figure
        label="Fees"
        note={fees.unvalued.map(({ asset, quantity }) => `and ${quantity} ${asset}, not valued`).join(", ")}
      >
        <Money value={fees.value} unit={unit} />
      </Figure>
      <Figure
        label="Turnover"
        note={
          <>
            <Money value={traded} digits={0} unit={unit} /> traded
          </>
        }
      >
        <Percent value={turnover} />
      </Figure>
      <Figure label="Rebalances">{rebalanceCount}</Figure>
    </dl>
  );
}

function FallNote({ fall, holding }: { fall: FallView | null; holding: FallView | null }) {
  return (
    <>
      {fall !== null && fall.share < 0 && (
        <>
          <Time at={fall.peakAt} format="day" /> to <Time at={fall.troughAt} format="day" />
        </>
      )}
      {holding !== null && (
        <>
          {fall !== null && fall.share < 0 && ", "}
          holding <Percent value={holding.share} />
        </>
      )}
    </>
  );
}

function Figure({ label, note, children }: { label: string; note?: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-text-faint">{label}</dt>
      <dd className="text-base leading-5 font-medium tabular-nums">
        {children}
        {note && <Subline className="whitespace-normal">{note}</Subline>}
      </dd>
    </div>
  );
}
