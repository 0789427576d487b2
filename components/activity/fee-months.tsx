import { Money } from "@/components/figures/money";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { roundColumn } from "@/lib/format/column";
import { moneyDigits } from "@/lib/format/number";
import { plural } from "@/lib/format/plural";
import { formatPeriod } from "@/lib/format/time";
import type { FeePage } from "./types";
import { UnvaluedFees } from "./unvalued-fees";

interface FeeMonthsProps {
  page: Pick<FeePage, "months" | "total">;
  baseCurrency: string;
}

/** Totals by month. They round so that the months shown add up to the total shown. */
export function FeeMonths({ page: { months, total }, baseCurrency }: FeeMonthsProps) {
  const digits = moneyDigits(baseCurrency);
  const shown = roundColumn(
    months.map((month) => month.value),
    digits,
  );
  return (
    <Card labelledBy="fee-months">
      <CardHeader
        id="fee-months"
        title="Fees by month"
        hint={
          <>
            <Money value={shown.total} unit={baseCurrency} /> in all
          </>
        }
      />
      <Table isStacked aria-label="Fees by month">
        <thead>
          <tr>
            <Th>Month</Th>
            <Th isNumeric>Fills</Th>
            <Th isNumeric>Traded, {baseCurrency}</Th>
            <Th isNumeric>Fees, {baseCurrency}</Th>
          </tr>
        </thead>
        <tbody>
          {months.map((month, index) => (
            <tr key={month.month}>
              <Td place={1} className="font-medium">
                {formatPeriod(month.month)}
              </Td>
              <Td place={3} isNumeric className="max-md:text-left">
                <span className="max-md:hidden">{month.fillCount}</span>
                <span className="md:hidden">{plural(month.fillCount, "fill")}</span>
              </Td>
              <Td place={4} isNumeric>
                <Money value={month.traded} />
                <span className="md:hidden"> traded</span>
              </Td>
              <Td place={2} isNumeric>
                <Money value={shown.values[index] ?? month.value} digits={digits} />
                <UnvaluedFees fees={month.unvalued} />
              </Td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <Td place={1}>Total</Td>
            <Td place="hide" />
            <Td place="hide" />
            <Td place={2} isNumeric>
              <Money value={shown.total} digits={digits} />
              <UnvaluedFees fees={total?.unvalued ?? []} />
            </Td>
          </tr>
        </tfoot>
      </Table>
    </Card>
  );
}
