"use client";
import type { ReactElement } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, fieldHintClass } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import type { Band } from "@/lib/engine/model";
import { BAND_LABELS } from "@/lib/format/labels/bands";
import { BAND_OPTIONS, bandOfKind } from "../draft/bands";
import { type Problem, problemAt } from "../draft/problem";
import { FieldGrid } from "../pages/field-grid";
import { FigureInput } from "./figure-input";

interface BandFieldsProps {
  band: Band;
  onChange: (band: Band) => void;
  /** Path of the band in the policy, for its errors. */
  path: string;
  problems: readonly Problem[];
}

export function BandFields({ band, onChange, path, problems }: BandFieldsProps) {
  return (
    <div className="grid gap-3">
      <div className="max-md:*:flex-wrap max-md:[&_button]:flex-[1_0_30%]">
        <Segmented
          label="Kind of band"
          options={BAND_OPTIONS}
          value={band.kind}
          onChange={(kind) => onChange(bandOfKind(kind, band))}
        />
      </div>
      <p className={fieldHintClass}>{BAND_LABELS[band.kind].explained}</p>
      <FieldGrid>
        <KindFields band={band} onChange={onChange} path={path} problems={problems} />
        {"floor" in band && (
          <>
            <Figure label="At least" of={band} field="floor" suffix="pp" step="0.5" {...{ onChange, path, problems }} />
            <Figure label="At most" of={band} field="cap" suffix="pp" step="0.5" {...{ onChange, path, problems }} />
          </>
        )}
      </FieldGrid>
      {band.kind === "volatility" && (
        <Checkbox
          checked={band.isScaledByWeight === true}
          onChange={(isOn) => onChange({ ...band, isScaledByWeight: isOn || undefined })}
          hint="A move of a small target drifts the portfolio little: its band is then narrower in proportion."
        >
          Scaled by weight
        </Checkbox>
      )}
    </div>
  );
}

function KindFields({ band, onChange, path, problems }: BandFieldsProps): ReactElement {
  const at = { path, problems };
  switch (band.kind) {
    case "absolute":
      return <Figure label="Width" of={band} field="width" suffix="pp" step="0.5" onChange={onChange} {...at} />;
    case "relative":
    case "clamp":
      return (
        <Figure label="Share of the target" of={band} field="ratio" suffix="%" step="1" onChange={onChange} {...at} />
      );
    case "volatility":
      return (
        <>
          <Figure
            label="Multiple"
            hint="Of one standard deviation."
            of={band}
            field="multiple"
            scale={1}
            suffix="×"
            step="0.1"
            onChange={onChange}
            {...at}
          />
          <Figure
            label="Look-ahead"
            hint="A move of how many days."
            of={band}
            field="lookAheadDays"
            scale={1}
            suffix="days"
            step="1"
            onChange={onChange}
            {...at}
          />
          <Figure
            label="Half-life"
            hint="How fast old moves are forgotten."
            of={band}
            field="halfLifeDays"
            scale={1}
            suffix="days"
            step="5"
            onChange={onChange}
            {...at}
          />
        </>
      );
    case "cost-optimal":
      return (
        <>
          <Figure
            label="Risk aversion"
            hint="1 bold, 3 usual, 10 careful: higher is narrower."
            of={band}
            field="riskAversion"
            scale={1}
            step="0.5"
            onChange={onChange}
            {...at}
          />
          <Field
            label="Cost of a trade"
            hint="One way. Empty: the market’s own fee and half spread."
            error={problemAt(problems, `${path}.cost`)}
          >
            <FigureInput
              suffix="%"
              step="0.05"
              scale={100}
              places={3}
              value={band.cost ?? Number.NaN}
              onChange={(cost) => onChange({ ...band, cost: Number.isNaN(cost) ? null : cost })}
            />
          </Field>
        </>
      );
  }
}

interface FigureProps<B extends Band, K extends keyof B & string> {
  label: string;
  hint?: string;
  of: B;
  field: K;
  suffix?: string;
  step: string;
  scale?: number;
  onChange: (band: Band) => void;
  path: string;
  problems: readonly Problem[];
}

/** One figure of a band, by its name in the policy: the same name finds its error. */
function Figure<B extends Band, K extends keyof B & string>(props: FigureProps<B, K>) {
  const { of, field, onChange, path, problems, label, hint, suffix, step, scale = 100 } = props;
  const value = of[field];
  return (
    <Field label={label} hint={hint} error={problemAt(problems, `${path}.${field}`)}>
      <FigureInput
        suffix={suffix}
        step={step}
        scale={scale}
        value={typeof value === "number" ? value : Number.NaN}
        onChange={(figure) => onChange({ ...of, [field]: figure })}
      />
    </Field>
  );
}
