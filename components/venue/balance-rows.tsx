"use client";
import { AssetCombobox } from "@/components/ui/asset-combobox";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { FieldError, fieldLabelClass } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { NumberInput } from "@/components/ui/number-input";
import { TextInput } from "@/components/ui/text-input";
import { assetName } from "@/lib/engine/model";
import { errorAt } from "./form-problem";

export interface BalanceRow {
  asset: string;
  quantity: string;
  note: string;
}

interface BalanceRowsProps {
  legend: string;
  rows: readonly BalanceRow[];
  onChange: (rows: readonly BalanceRow[]) => void;
  hasNotes?: boolean;
  /** As the server names it: "balances[2].quantity". */
  problem: { path: string | null; message: string } | null;
}

/** Which assets, how much of each. Codes are picked or typed; quantities stay text, digit for digit. */
export function BalanceRows({ legend, rows, onChange, hasNotes, problem }: BalanceRowsProps) {
  const change = (at: number, part: Partial<BalanceRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const whole = errorAt(problem, "balances");
  return (
    <fieldset className="grid gap-2">
      <legend className={cx(fieldLabelClass, "pb-1.5")}>{legend}</legend>
      {rows.map((row, index) => {
        const error = problem?.path?.startsWith(`balances[${index}]`) ? problem.message : null;
        return (
          <div key={row.asset} className="grid gap-1">
            <div className="flex flex-wrap items-center gap-2">
              <span className="w-36 min-w-0 flex-1 wrap-anywhere sm:flex-none">
                <b className="font-medium">{row.asset}</b>{" "}
                <span className="text-xs text-text-faint">
                  {assetName(row.asset) === row.asset ? "" : assetName(row.asset)}
                </span>
              </span>
              <span className="w-40">
                <NumberInput
                  aria-label={`Quantity of ${row.asset}`}
                  aria-invalid={error ? true : undefined}
                  value={row.quantity}
                  onChange={(quantity) => change(index, { quantity })}
                />
              </span>
              {hasNotes && (
                <span className="order-last w-full sm:order-none sm:w-auto sm:flex-1">
                  <TextInput
                    aria-label={`Note on ${row.asset}`}
                    placeholder="Note, for example where it is kept"
                    maxLength={200}
                    value={row.note}
                    onChange={(event) => change(index, { note: event.target.value })}
                  />
                </span>
              )}
              <Button
                variant="quiet"
                size="sm"
                icon={<Icon name="close" size={14} />}
                aria-label={`Leave ${row.asset} out`}
                onClick={() => onChange(rows.filter((_, at) => at !== index))}
              />
            </div>
            {error && <FieldError>{error}</FieldError>}
          </div>
        );
      })}
      <div className="max-w-[312px]">
        <AssetCombobox
          label="Add an asset"
          taken={new Set(rows.map((row) => row.asset))}
          onPick={(asset) => onChange([...rows, { asset, quantity: "", note: "" }])}
        />
      </div>
      {whole && <FieldError>{whole}</FieldError>}
    </fieldset>
  );
}
