import { UnvaluedFees } from "@/components/activity/unvalued-fees";
import { Money } from "@/components/figures/money";
import { Percent } from "@/components/figures/percent";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { roundColumn } from "@/lib/format/column";
import { formatPoints, moneyDigits } from "@/lib/format/number";
import { formatPeriod } from "@/lib/format/time";
import type { PerformanceView } from "./types";

/** The return of every month of the record, beside holding's: time-weighted, so that a deposit is no gain. */
export function MonthsCard({ months, unit }: { months: PerformanceView["months"]; unit: string }) {
  const digits = moneyDigits(unit);
  // Rounded as in the history's months, so that both say the same and add up to the same.
  const fees = roundColumn(
    months.map((month) => month.fees),
    digits,
  ).values;
  return (
    <Card labelledBy="h-months">
      <CardHeader
        id="h-months"
        title="Month by month"
        hint={
          <span className="max-md:hidden">deposits and withdrawals taken out; the first and the last are parts</span>
        }
      />
      {months.length === 0 ? (
        <CardBody>
          <p className="text-text-soft">No month yet. The second check begins the first.</p>
        </CardBody>
      ) : (
        <Table isStacked aria-label="Returns by month">
          <thead>
            <tr>
              <Th>Month</Th>
              <Th isNumeric>Return</Th>
              <Th isNumeric>Never rebalanced</Th>
              <Th isNumeric>Difference</Th>
              <Th isNumeric>Fees, {unit}</Th>
            </tr>
          </thead>
          <tbody>
            {months.map((month, index) => (
              <MonthRow key={month.month} month={month} fees={fees[index] ?? month.fees} digits={digits} />
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

const tenth = (share: number) => Math.round(share * 1000) / 1000;

interface MonthRowProps {
  month: PerformanceView["months"][number];
  fees: string;
  digits: number;
}

function MonthRow({ month, fees, digits }: MonthRowProps) {
  const { portfolioReturn: own, holdingReturn: holding } = month;
  // Of the figures as they are shown, so that a reader with a calculator finds the same.
  const difference = own === null || holding === null ? null : tenth(own) - tenth(holding);
  const points = difference === null ? "–" : formatPoints(difference);
  return (
    <tr>
      <Td place={1} className="font-medium">
        {formatPeriod(month.month)}
      </Td>
      <Td place={2} isNumeric>
        <Percent value={own} isSigned isJudged />
      </Td>
      <Td place={3} isNumeric className="max-md:text-left">
        <span className="md:hidden">holding </span>
        <Percent value={holding} isSigned />
        <span className="md:hidden">, {points}</span>
      </Td>
      <Td place="hide" isNumeric>
        {points}
      </Td>
      <Td place={4} isNumeric>
        <span className="md:hidden">fees </span>
        <Money value={fees} digits={digits} />
        <UnvaluedFees fees={month.unvaluedFees} />
      </Td>
    </tr>
  );
}
