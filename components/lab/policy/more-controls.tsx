"use client";
import type { Dispatch, ReactNode } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { COST_FORMS, type CostForm, EXECUTE_ATS, type ExecuteAt } from "@/lib/engine/backtest/model";
import { FLOWS, POLICY_BOUNDS, SCOPES } from "@/lib/engine/model";
import { FLOW_LABELS, SCOPE_LABELS } from "@/lib/format/labels/trading";
import { notional } from "@/lib/money";
import { chosenStrategy, type LabSpec } from "@/lib/schemas/lab-spec";
import type { LabEdit } from "../edit-spec";
import { FigureBox } from "./figure-box";
import { CALLS, type Call, callOf, withCall } from "./parameters";

const CALL_LABELS: Record<Call, string> = {
  bands: "A broken band",
  schedule: "The calendar, whatever the drift",
  flows: "Deposits and withdrawals",
};
const COST_LABELS: Record<CostForm, string> = {
  exact: "Exact: weights hit after fees",
  leg: "Each leg pays for itself",
  olps: "Of turnover, as in the literature",
};
const EXECUTE_LABELS: Record<ExecuteAt, string> = {
  "same-close": "At the close it was decided on",
  "next-close": "At the next close",
};

const asOptions = <T extends string>(values: readonly T[], labels: Record<T, string>) =>
  values.map((value) => ({ value, label: labels[value] }));
/** The select hands back text; only what was offered counts. */
const pick = <T extends string>(values: readonly T[], value: string, take: (found: T) => void) => {
  const found = values.find((each) => each === value);
  if (found) take(found);
};

/** What is set once: the rest of the policy's trading, and how the simulator pays. */
export function MoreControls({ spec, edit }: { spec: LabSpec; edit: Dispatch<LabEdit> }) {
  const { policy } = chosenStrategy(spec);
  const { costs } = spec;
  const change = (patch: Partial<typeof policy>) => edit({ do: "policy", policy: { ...policy, ...patch } });
  return (
    <Disclosure summary="More about trades and costs" className="mt-4">
      <div className="grid gap-3 pt-3 pb-1">
        <Choice label="What calls for trades">
          <Select
            value={callOf(policy)}
            options={asOptions(CALLS, CALL_LABELS)}
            onChange={(value) =>
              pick(CALLS, value, (call) =>
                edit({ do: "policy", policy: withCall(policy, call, spec.prices.timeframe) }),
              )
            }
          />
        </Choice>
        <Choice label="What is traded">
          <Select
            value={policy.scope}
            options={asOptions(SCOPES, SCOPE_LABELS)}
            onChange={(value) => pick(SCOPES, value, (scope) => change({ scope }))}
          />
        </Choice>
        <Choice label="Which way">
          <Select
            value={policy.flow ?? "both"}
            options={FLOWS.map((value) => ({ value, label: FLOW_LABELS[value].name }))}
            onChange={(value) => pick(FLOWS, value, (flow) => change({ flow: flow === "both" ? undefined : flow }))}
          />
        </Choice>
        <Choice label="Fees are paid">
          <Select
            value={costs.costForm}
            options={asOptions(COST_FORMS, COST_LABELS)}
            onChange={(value) => pick(COST_FORMS, value, (costForm) => edit({ do: "costs", costs: { costForm } }))}
          />
        </Choice>
        <Choice label="Trades are made">
          <Select
            value={costs.executeAt}
            options={asOptions(EXECUTE_ATS, EXECUTE_LABELS)}
            onChange={(value) => pick(EXECUTE_ATS, value, (executeAt) => edit({ do: "costs", costs: { executeAt } }))}
          />
        </Choice>
        <Choice label="Half spread">
          <FigureBox
            value={costs.halfSpread}
            scale={10_000}
            suffix="bps"
            max={0.2}
            onChange={(halfSpread) => edit({ do: "costs", costs: { halfSpread } })}
          />
        </Choice>
        <Choice label="Smallest trade">
          <FigureBox
            value={Math.max(costs.notionalMin, Number(policy.tradeNotionalMin))}
            suffix={spec.prices.quote}
            max={1e9}
            onChange={(value) => {
              edit({ do: "costs", costs: { notionalMin: 0 } });
              change({ tradeNotionalMin: notional(String(value)) });
            }}
          />
        </Choice>
        <Field label="Deposit each month" hint="On the first. Below zero is withdrawn.">
          <FigureBox
            value={costs.monthlyFlow}
            suffix={spec.prices.quote}
            min={-1e9}
            max={1e9}
            onChange={(monthlyFlow) => edit({ do: "costs", costs: { monthlyFlow } })}
          />
        </Field>
        <Choice label="Cash kept">
          <FigureBox
            value={policy.cashBuffer}
            scale={100}
            suffix="%"
            max={POLICY_BOUNDS.policy.cashBuffer.max}
            onChange={(cashBuffer) => change({ cashBuffer })}
          />
        </Choice>
        <Choice label="Rest after a run">
          <FigureBox
            value={policy.cooldownMinutes}
            suffix="min"
            max={POLICY_BOUNDS.policy.cooldownMinutes.max}
            onChange={(cooldownMinutes) => change({ cooldownMinutes })}
          />
        </Choice>
        <Checkbox checked={costs.initialFee} onChange={(initialFee) => edit({ do: "costs", costs: { initialFee } })}>
          The first purchase pays too
        </Checkbox>
      </div>
    </Disclosure>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return <Field label={label}>{children}</Field>;
}
