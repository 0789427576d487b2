"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { fieldHintClass } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import type { TargetRule } from "@/lib/engine/model";
import type { EditorPart } from "../pages/editor";
import { FieldGrid } from "../pages/field-grid";
import { type FigureField, PolicyFigure, PolicyFigures } from "./policy-figure";

const LOOKBACK: FigureField<"rule"> = {
  name: "lookbackDays",
  label: "Look-back",
  hint: "Closes it reads.",
  step: "10",
};

/** What each rule is set by. A rule without figures has none; the power of capitalisations has fields of its own. */
const FIGURES: Record<TargetRule["kind"], readonly FigureField<"rule">[]> = {
  equal: [],
  "market-cap": [],
  "inverse-volatility": [LOOKBACK],
  "equal-risk": [LOOKBACK],
  "minimum-variance": [LOOKBACK],
  momentum: [
    LOOKBACK,
    { name: "top", label: "How many", hint: "Share equally.", step: "1" },
    { name: "returnMin", label: "Return above", hint: "Over the look-back.", step: "1" },
  ],
  "volatility-target": [
    { name: "volatility", label: "Volatility", hint: "A year, of the whole.", step: "5" },
    { name: "halfLifeDays", label: "Half-life", hint: "How fast old moves are forgotten.", step: "5" },
    { name: "exposureMax", label: "Most invested", hint: "Of your weights; the rest is safe.", step: "5" },
  ],
};

interface RuleFieldsProps extends Pick<EditorPart, "problems"> {
  rule: TargetRule;
  onChange: (rule: TargetRule) => void;
}

export function RuleFields({ rule, onChange, problems }: RuleFieldsProps) {
  if (rule.kind === "market-cap") return <PowerField rule={rule} onChange={onChange} problems={problems} />;
  const hasReturn = rule.kind === "momentum" && rule.returnMin !== null;
  const fields = FIGURES[rule.kind].filter(({ name }) => name !== "returnMin" || hasReturn);
  if (fields.length === 0) return null;
  return (
    <div className="grid gap-3">
      <FieldGrid>
        <PolicyFigures
          part="rule"
          path="dynamic.rule"
          values={rule}
          problems={problems}
          fields={fields}
          onChange={(name, value) => onChange({ ...rule, [name]: value })}
        />
      </FieldGrid>
      {rule.kind === "momentum" && (
        <Checkbox
          checked={hasReturn}
          onChange={(isOn) => onChange({ ...rule, returnMin: isOn ? 0 : null })}
          hint="Otherwise the strongest are bought even while all fall."
        >
          Only those that rose
        </Checkbox>
      )}
    </div>
  );
}

const POWERS = [
  { value: "1", label: "In proportion" },
  { value: "0.5", label: "Square root" },
  { value: "own", label: "Own power" },
] as const;

interface PowerFieldProps extends RuleFieldsProps {
  rule: Extract<TargetRule, { kind: "market-cap" }>;
}

function PowerField({ rule, onChange, problems }: PowerFieldProps) {
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
        <PolicyFigure
          part="rule"
          path="dynamic.rule"
          values={rule}
          problems={problems}
          name="exponent"
          label="Power"
          hint="1 is in proportion, 0 is equal."
          step="0.05"
          className="max-w-[220px]"
          onChange={(_, exponent) => onChange({ ...rule, exponent })}
        />
      )}
    </div>
  );
}
