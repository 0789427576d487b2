"use client";
import { Drift } from "@/components/figures/drift";
import { Percent } from "@/components/figures/percent";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Table, Td, Th } from "@/components/ui/table";
import type { BacktestMetrics } from "@/lib/engine/backtest/model";
import { isAnnualised } from "@/lib/engine/performance/annualised";
import { formatPoints } from "@/lib/format/number";
import { formatTime } from "@/lib/format/time";
import { STALE_CLASS } from "../stale-class";
import { describeYears, readYears, type YearRow } from "./read-years";
import { type BarScale, barScale, ReturnBars } from "./return-bars";

export interface YearsCardProps {
  /** "Yours", "Monthly": how the strategy is called on the page. */
  name: string;
  /** Null while the first run is computed. */
  metrics: BacktestMetrics | null;
  holding: BacktestMetrics | null;
  /** Epoch ms of the first and last bar: the outer years may be parts. */
  span: { firstAt: number; lastAt: number };
  isStale?: boolean;
}

/** Where the card is narrow first holding's fall gives way, then the bars; the figures stay. */
const BARS = "w-[30%] min-w-24 max-md:w-auto md:@max-[520px]:hidden";

/** Year by year beside holding, difference last: one good year must not speak for all. */
export function YearsCard({ name, metrics, holding, span, isStale }: YearsCardProps) {
  const rows = metrics && holding ? readYears(metrics, holding, span) : [];
  const scale = barScale(rows);
  return (
    <Card labelledBy="h-years">
      <CardHeader id="h-years" title="Year by year" hint={`${name} and holding`} />
      {rows.length === 0 ? (
        <CardBody>
          <p className="text-text-faint">Not computed yet.</p>
        </CardBody>
      ) : (
        <>
          <CardBody>
            <p className="text-text-soft">{sentence(rows)}</p>
          </CardBody>
          <div className="@container">
            <Table className={isStale ? STALE_CLASS : undefined} isStacked>
              <thead>
                <tr>
                  <Th>Year</Th>
                  <td className={cx(BARS, "h-8 border-b border-line")} />
                  <Th isNumeric className="max-w-32 wrap-break-word whitespace-normal @max-[520px]:max-w-21">
                    {name}
                  </Th>
                  <Th isNumeric>Holding</Th>
                  <Th isNumeric>Deepest fall</Th>
                  <Th isNumeric className="md:@max-[640px]:hidden">
                    Holding’s
                  </Th>
                  <Th isNumeric>Difference</Th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.year} row={row} scale={scale} name={name} />
                ))}
              </tbody>
              {metrics && holding && rows.length > 1 && <Whole own={metrics} holding={holding} span={span} />}
            </Table>
          </div>
        </>
      )}
    </Card>
  );
}

function Row({ row, scale, name }: { row: YearRow; scale: BarScale; name: string }) {
  return (
    <tr>
      <Td place={1} className="whitespace-nowrap">
        <span className="font-medium">{row.year}</span> <span className="text-text-faint text-xs">{partText(row)}</span>
      </Td>
      <Td place={5} className={BARS}>
        <ReturnBars row={row} scale={scale} name={name} />
      </Td>
      <Td isNumeric place={3}>
        <span className="md:hidden">{name} </span>
        <Percent value={row.own.return} isSigned />
        <span className="md:hidden">
          , holding <Percent value={row.holding?.return ?? null} isSigned />
        </span>
      </Td>
      <Td isNumeric place="hide">
        <Percent value={row.holding?.return ?? null} isSigned />
      </Td>
      <Td isNumeric place={4}>
        <span className="md:hidden">fall </span>
        <Percent value={row.own.maxDrawdown} isSigned />
      </Td>
      <Td isNumeric place="hide" className="md:@max-[640px]:hidden">
        <Percent value={row.holding?.maxDrawdown ?? null} isSigned />
      </Td>
      <Td isNumeric place={2} className="font-medium">
        <Drift value={row.difference} />
      </Td>
    </tr>
  );
}

interface WholeProps {
  own: BacktestMetrics;
  holding: BacktestMetrics;
  span: YearsCardProps["span"];
}

function Whole({ own, holding, span }: WholeProps) {
  const isYear = isAnnualised(span.firstAt, span.lastAt);
  const figure = isYear ? "cagr" : "totalReturn";
  return (
    <tfoot>
      <tr>
        <Td place={1} className="whitespace-nowrap">
          {isYear ? "A year, compound" : "Together, not annualised"}
        </Td>
        <Td place="hide" className={BARS} />
        <Td isNumeric place={3}>
          <Percent value={own[figure]} isSigned />
        </Td>
        <Td isNumeric place="hide">
          <Percent value={holding[figure]} isSigned />
        </Td>
        <Td isNumeric place={4}>
          <Percent value={own.maxDrawdown} isSigned />
        </Td>
        <Td isNumeric place="hide" className="md:@max-[640px]:hidden">
          <Percent value={holding.maxDrawdown} isSigned />
        </Td>
        <Td isNumeric place={2}>
          <Drift value={own[figure] - holding[figure]} />
        </Td>
      </tr>
    </tfoot>
  );
}

function partText({ part }: YearRow): string {
  // The row itself is named by its year.
  const inYear = (at: number) => formatTime(at, { timeZone: "UTC", now: at }, "day");
  const from = part.from === null ? null : `from ${inYear(part.from)}`;
  const to = part.to === null ? null : `to ${inYear(part.to)}`;
  return [from, to].filter(Boolean).join(" ");
}

function sentence(rows: readonly YearRow[]): string {
  const described = describeYears(rows);
  if (!described) return "";
  const { count, aheadCount, worst, best } = described;
  const points = (share: number) => formatPoints(Math.abs(share), { isSigned: false });
  const furthest =
    aheadCount * 2 > count && best
      ? `furthest ahead in ${best.year}, by ${points(best.difference)}`
      : worst && worst.difference < 0
        ? `furthest behind in ${worst.year}, by ${points(worst.difference)}`
        : null;
  const lead =
    count === 1
      ? `One calendar year only, ${aheadCount === 1 ? "ahead of" : "behind"} holding`
      : aheadCount === 0
        ? `Behind holding in all ${count} calendar years`
        : aheadCount === count
          ? `Ahead of holding in all ${count} calendar years`
          : `Ahead of holding in ${aheadCount} of ${count} calendar years`;
  return `${lead}${furthest ? `; ${furthest}` : ""}.`;
}
