"use client";
import { type Dispatch, memo, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { Subline } from "@/components/ui/subline";
import { Table, Td, Th } from "@/components/ui/table";
import { STRATEGIES_MAX } from "@/lib/schemas/lab-spec";
import type { LabEdit } from "../edit-spec";
import { notAnnualised } from "../not-annualised";
import { summaryOf } from "../policy/describe-policy";
import type { LabResult } from "../use-lab-run";
import { ColumnHead } from "./column-head";
import { metricRows } from "./metric-rows";
import { HOLDING_COLOR, strategyColor } from "./strategy-colors";
import { StrategyMenu } from "./strategy-menu";

interface ComparedCardProps {
  result: LabResult;
  edit: Dispatch<LabEdit>;
  onAdd: () => void;
  onUse: (index: number) => void;
}

const CELL = "px-1.5 first:pl-5 last:pr-5 max-md:first:pl-3.5 max-md:last:pr-3.5";
const HEAD = "h-13 min-w-16 pb-2 align-bottom whitespace-normal max-md:h-9 max-md:min-w-15.5";
/** The rows' names stay while the figures scroll. */
const STUB = "sticky left-0 min-w-[118px] bg-surface max-md:min-w-24 max-md:whitespace-normal";

/** Every figure of every policy beside holding's. */
export const ComparedCard = memo(function ComparedCard({ result, edit, onAdd, onUse }: ComparedCardProps) {
  const { run, spec } = result;
  const rows = useMemo(() => metricRows(run, spec.prices.quote), [run, spec.prices.quote]);
  const canAdd = spec.strategies.length < STRATEGIES_MAX;
  return (
    <Card labelledBy="h-lab-compared">
      <CardHeader
        id="h-lab-compared"
        title="Compared"
        hint={["best of each row in bold", notAnnualised(run)].filter(Boolean).join("; ")}
        push={
          <Button
            size="sm"
            icon={<Icon name="plus" size={14} />}
            disabled={!canAdd}
            onClick={onAdd}
            title={canAdd ? undefined : "Six policies are the most that can be told apart"}
          >
            Compare…
          </Button>
        }
      />
      <section
        className="relative overflow-x-auto rounded-b-lg focus-visible:rounded-lg"
        aria-label="Figures of all policies"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the keyboard
        tabIndex={0}
      >
        <Table isDense>
          <thead>
            <tr>
              <Th className={cx(CELL, HEAD, STUB)}>
                <span className="sr-only">Figure</span>
              </Th>
              {spec.strategies.map(({ name, policy }, index) => (
                <Th key={name} isNumeric className={cx(CELL, HEAD)}>
                  <StrategyMenu
                    name={name}
                    color={strategyColor(index, spec.chosen)}
                    isChosen={index === spec.chosen}
                    canRemove={spec.strategies.length > 1}
                    onChoose={() => edit({ do: "choose", index })}
                    onRename={(next) => edit({ do: "rename", index, name: next })}
                    onCopy={canAdd ? () => edit({ do: "add", strategy: { name: `${name} 2`, policy } }) : null}
                    onRemove={() => edit({ do: "remove", index })}
                    onUse={() => onUse(index)}
                  />
                  <Subline className="max-md:hidden">{summaryOf(policy, spec.prices.timeframe)}</Subline>
                </Th>
              ))}
              <Th isNumeric className={cx(CELL, HEAD)}>
                <ColumnHead color={HOLDING_COLOR} isDashed>
                  Holding
                </ColumnHead>
                <Subline className="max-md:hidden">never rebalanced</Subline>
              </Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label} className="group/row">
                <Th
                  scope="row"
                  title={row.hint}
                  className={cx(
                    CELL,
                    STUB,
                    "h-8 border-hairline text-sm text-text-soft group-last/row:border-b-0 max-md:text-xs",
                  )}
                >
                  {row.label}
                </Th>
                {row.cells.map((cell, index) => (
                  <Td
                    key={spec.strategies[index]?.name ?? "holding"}
                    isNumeric
                    className={cx(CELL, "max-md:text-xs", cell.isBest && "font-[650]")}
                    title={cell.exact}
                  >
                    {cell.text}
                    {cell.name && <Subline className="max-md:hidden">{cell.name}</Subline>}
                    {cell.isBest && <span className="sr-only"> best</span>}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
    </Card>
  );
});
