"use client";
import { type CSSProperties, type Dispatch, memo, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Icon } from "@/components/ui/icon";
import { Sheet, SheetHead } from "@/components/ui/sheet";
import { CONTENDERS_MAX } from "@/lib/schemas/lab-spec";
import { contenderColor, HOLDING_COLOR } from "./contender-colors";
import { ContenderMenu } from "./contender-menu";
import { summaryOf } from "./describe-policy";
import type { LabEdit } from "./edit-spec";
import { metricRows } from "./metric-rows";
import type { LabResult } from "./use-lab-run";

interface ComparedSheetProps {
  result: LabResult;
  edit: Dispatch<LabEdit>;
  onAdd: () => void;
  onUse: (index: number) => void;
}

/** Every figure of every policy beside holding's. */
export const ComparedSheet = memo(function ComparedSheet({ result, edit, onAdd, onUse }: ComparedSheetProps) {
  const { run, spec } = result;
  const rows = useMemo(() => metricRows(run, spec.prices.quote), [run, spec.prices.quote]);
  const canAdd = spec.contenders.length < CONTENDERS_MAX;
  return (
    <Sheet labelledBy="h-lab-compared" className="lab-compared">
      <SheetHead
        id="h-lab-compared"
        title="Compared"
        hint={rows.length > 0 ? "best of each row in bold" : undefined}
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the keyboard */}
      <section className="lab-table" aria-label="Figures of all policies" tabIndex={0}>
        <table className="table metrics">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">Figure</span>
              </th>
              {spec.contenders.map(({ name, policy }, index) => (
                <th key={name} scope="col" className="num">
                  <ContenderMenu
                    name={name}
                    color={contenderColor(index, spec.chosen)}
                    isChosen={index === spec.chosen}
                    canRemove={spec.contenders.length > 1}
                    onChoose={() => edit({ do: "choose", index })}
                    onRename={(next) => edit({ do: "rename", index, name: next })}
                    onCopy={canAdd ? () => edit({ do: "add", contender: { name: `${name} 2`, policy } }) : null}
                    onRemove={() => edit({ do: "remove", index })}
                    onUse={() => onUse(index)}
                  />
                  <span className="sub">{summaryOf(policy, spec.prices.timeframe)}</span>
                </th>
              ))}
              <th scope="col" className="num">
                <span className="hd">
                  <i className="key key-dash" style={{ "--c": HOLDING_COLOR } as CSSProperties} />
                  Holding
                </span>
                <span className="sub">never rebalanced</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row" title={row.hint}>
                  {row.label}
                </th>
                {row.cells.map((cell, index) => (
                  <td
                    key={spec.contenders[index]?.name ?? "holding"}
                    className={cx("num", cell.isBest && "best")}
                    title={cell.exact}
                  >
                    {cell.text}
                    {cell.name && <span className="sub">{cell.name}</span>}
                    {cell.isBest && <span className="sr-only"> best</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Sheet>
  );
});
