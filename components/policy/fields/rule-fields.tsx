"use client";
import type { ReactElement } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, fieldHintClass } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import type { TargetRule } from "@/lib/engine/model";
import { type EditorPart, errorOf } from "../pages/editor";
import { FieldGrid } from "../pages/field-grid";
import { FigureInput } from "./figure-input";

interface RuleFieldsProps extends EditorPart {
  rule: TargetRule;
  onChange: (rule: TargetRule) => void;
}

/** The figures of one rule; a rule without figures has none. */
export function RuleFields({ rule, onChange, ...part }: RuleFieldsProps): ReactElement | null {
  const error = (field: string) => errorOf(part, `dynamic.rule.${field}`);
  switch (rule.kind) {
    case "equal":
      return null;
    case "market-cap":
      return <ExponentField rule={rule} onChange={onChange} error={error("exponent")} />;
    case "inverse-volatility":
    case "equal-risk":
    case "minimum-variance":
      return (
        <FieldGrid>
          <LookbackField rule={rule} onChange={onChange} error={error("lookbackDays")} />
        </FieldGrid>
      );
    case "momentum":
      return (
        <div className="grid gap-3">
          <FieldGrid>
            <LookbackField rule={rule} onChange={onChange} error={error("lookbackDays")} />
            <Field label="How many" hint="Share equally." error={error("top")}>
              <FigureInput step="1" places={0} value={rule.top} onChange={(top) => onChange({ ...rule, top })} />
            </Field>
            {rule.returnMin !== null && (
              <Field label="Return above" hint="Over the look-back." error={error("returnMin")}>
                <FigureInput
                  suffix="%"
                  step="1"
                  scale={100}
                  value={rule.returnMin}
                  onChange={(returnMin) => onChange({ ...rule, returnMin })}
                />
              </Field>
            )}
          </FieldGrid>
          <Checkbox
            checked={rule.returnMin !== null}
            onChange={(isOn) => onChange({ ...rule, returnMin: isOn ? 0 : null })}
            hint="Otherwise the strongest are bought even while all fall."
          >
            Only those that rose
          </Checkbox>
        </div>
      );
    case "volatility-target":
      return (
        <FieldGrid>
          <Field label="Volatility" hint="A year, of the whole." error={error("volatility")}>
            <FigureInput
              suffix="%"
              step="5"
              scale={100}
              value={rule.volatility}
              onChange={(volatility) => onChange({ ...rule, volatility })}
            />
          </Field>
          <Field label="Half-life" hint="How fast old moves are forgotten." error={error("halfLifeDays")}>
            <FigureInput
              suffix="days"
              step="5"
              value={rule.halfLifeDays}
              onChange={(halfLifeDays) => onChange({ ...rule, halfLifeDays })}
            />
          </Field>
          <Field label="Most invested" hint="Of your weights; the rest is safe." error={error("exposureMax")}>
            <FigureInput
              suffix="%"
              step="5"
              scale={100}
              value={rule.exposureMax}
              onChange={(exposureMax) => onChange({ ...rule, exposureMax })}
            />
          </Field>
        </FieldGrid>
      );
  }
}

type LookbackRule = Extract<TargetRule, { lookbackDays: number }>;

function LookbackField({
  rule,
  onChange,
  error,
}: {
  rule: LookbackRule;
  onChange: (rule: TargetRule) => void;
  error: string | null;
}) {
  return (
    <Field label="Look-back" hint="Closes it reads." error={error}>
      <FigureInput
        suffix="days"
        step="10"
        places={0}
        value={rule.lookbackDays}
        onChange={(lookbackDays) => onChange({ ...rule, lookbackDays })}
      />
    </Field>
  );
}

type CapRule = Extract<TargetRule, { kind: "market-cap" }>;

const POWERS = [
  { value: "1", label: "In proportion" },
  { value: "0.5", label: "Square root" },
  { value: "own", label: "Own power" },
] as const;

function ExponentField({
  rule,
  onChange,
  error,
}: {
  rule: CapRule;
  onChange: (rule: TargetRule) => void;
  error: string | null;
}) {
  const power = rule.exponent === 1 ? "1" : rule.exponent === 0.5 ? "0.5" : "own";
  return (
    <div className="grid gap-3">
      <div>
        <Segmented
          label="How capitalisation counts"
          options={POWERS}
          value={power}
          onChange={(next) => onChange({ ...rule, exponent: next === "own" ? 0.75 : Number(next) })}
        />
      </div>
      <p className={fieldHintClass}>
        {power === "1"
          ? "Twice the capitalisation, twice the weight."
          : "Evens out: the lower the power, the more small coins weigh."}
      </p>
      {power === "own" && (
        <Field label="Power" hint="1 is in proportion, 0 is equal." error={error} className="max-w-[220px]">
          <FigureInput step="0.05" value={rule.exponent} onChange={(exponent) => onChange({ ...rule, exponent })} />
        </Field>
      )}
    </div>
  );
}
