"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { type AssetId, assetName, type Target, targetKey, targetMembers, targetName } from "@/lib/engine/model";
import { chosenStrategy, type LabSpec } from "@/lib/schemas/lab-spec";
import type { LabSource } from "../types";
import { wholeWeights } from "./whole-weights";

interface AssetsDialogProps {
  spec: LabSpec;
  source: LabSource | null;
  onApply: (targets: readonly Target[], isForAll: boolean) => void;
  onClose: () => void;
}

interface Row {
  target: Target;
  typed: string;
}

const rowOf = (target: Target): Row => ({ target, typed: String(Number((target.weight * 100).toFixed(4))) });

/** Which assets the run is about, and how much of each. What does not sum to a whole is scaled to one. */
export function AssetsDialog({ spec, source, onApply, onClose }: AssetsDialogProps) {
  const { policy } = chosenStrategy(spec);
  const [rows, setRows] = useState<readonly Row[]>(() => policy.targets.map(rowOf));
  const [isForAll, setForAll] = useState(true);
  const held = new Set(rows.flatMap(({ target }) => targetMembers(target)));
  const offered = [...(source?.assets ?? []).map(({ asset }) => asset), spec.prices.quote].filter(
    (asset) => !held.has(asset),
  );
  const weights = rows.map(({ typed }) => Math.max(0, Number(typed) || 0));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const known = source ? new Set(source.assets.map(({ asset }) => asset)).add(spec.prices.quote) : null;
  const add = (asset: AssetId) => {
    if (asset === "") return;
    const typed = rows.length === 0 ? "100" : String(Number((sum / rows.length).toFixed(2)));
    setRows([...rows, { target: { kind: "asset", asset, weight: 0 }, typed }]);
  };
  const apply = () => {
    const whole = wholeWeights(weights);
    onApply(
      rows.map(({ target }, index) => ({ ...target, weight: whole[index] ?? 0 })),
      isForAll,
    );
    onClose();
  };
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title="Assets and weights"
      description="For this test only. No portfolio changes."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={rows.length === 0 || sum <= 0} onClick={apply}>
            Test these assets
          </Button>
        </>
      }
    >
      <ul className="grid max-h-[46vh] overflow-y-auto">
        {rows.map((row, index) => {
          const { target } = row;
          const name = target.kind === "asset" ? assetName(target.asset) : targetName(target);
          const unknown = known ? targetMembers(target).filter((asset) => !known.has(asset)) : [];
          return (
            <li
              key={targetKey(target)}
              className="grid min-h-10 grid-cols-[minmax(0,1fr)_104px_auto] items-center gap-2.5 border-b border-hairline py-[3px] pr-1"
            >
              <span>
                <span className="font-medium">{name}</span>{" "}
                <span className="text-text-faint text-xs">
                  {targetMembers(target).join(", ")}
                  {unknown.length > 0 && <span className="text-warning"> no prices of {unknown.join(", ")}</span>}
                </span>
              </span>
              <NumberInput
                aria-label={`Weight of ${name}`}
                suffix="%"
                step="1"
                value={row.typed}
                onChange={(typed) => setRows(rows.map((each, place) => (place === index ? { ...each, typed } : each)))}
              />
              <Button
                variant="quiet"
                size="sm"
                aria-label={`Leave out ${name}`}
                icon={<Icon name="close" size={12} />}
                onClick={() => setRows(rows.filter((_, place) => place !== index))}
              />
            </li>
          );
        })}
      </ul>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2.5">
        <Select
          aria-label="Add an asset"
          className="w-60"
          value=""
          onChange={add}
          options={[
            { value: "", label: offered.length > 0 ? "Add an asset…" : "No more assets have prices here" },
            ...offered.map((asset) => ({
              value: asset,
              label: assetName(asset) === asset ? asset : `${assetName(asset)}, ${asset}`,
            })),
          ]}
        />
        <Button
          size="sm"
          disabled={rows.length === 0}
          onClick={() => {
            const whole = wholeWeights(rows.map(() => 1));
            setRows(
              rows.map((row, index) => ({ ...row, typed: String(Number(((whole[index] ?? 0) * 100).toFixed(2))) })),
            );
          }}
        >
          Equal weights
        </Button>
        <span className="text-text-faint text-xs" aria-live="polite">
          {Math.abs(sum - 100) < 0.005
            ? "Sums to 100 %."
            : `Sums to ${Number(sum.toFixed(2))} %; scaled to 100 % when tested.`}
        </span>
      </div>
      {spec.strategies.length > 1 && (
        <Checkbox checked={isForAll} onChange={setForAll}>
          Every policy here that has the same targets
        </Checkbox>
      )}
    </Dialog>
  );
}
