"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { fieldHintClass } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import type { Band } from "@/lib/engine/model";
import { BAND_LABELS } from "@/lib/format/labels/bands";
import { BAND_OPTIONS, bandOfKind } from "../draft/bands";
import type { Problem } from "../draft/problem";
import { FieldGrid } from "../pages/field-grid";
import { type FigureField, PolicyFigures } from "./policy-figure";

const RATIO: FigureField<"band"> = { name: "ratio", label: "Share of the target", step: "1" };
const CLAMP: readonly FigureField<"band">[] = [
  { name: "floor", label: "At least", step: "0.5" },
  { name: "cap", label: "At most", step: "0.5" },
];

const FIGURES: Record<Band["kind"], readonly FigureField<"band">[]> = {
  absolute: [{ name: "width", label: "Width", step: "0.5" }],
  relative: [RATIO],
  clamp: [RATIO, ...CLAMP],
  volatility: [
    { name: "multiple", label: "Multiple", hint: "Of one standard deviation.", step: "0.1" },
    { name: "lookAheadDays", label: "Look-ahead", hint: "A move of how many days.", step: "1" },
    { name: "halfLifeDays", label: "Half-life", hint: "How fast old moves are forgotten.", step: "5" },
    ...CLAMP,
  ],
  "cost-optimal": [
    {
      name: "riskAversion",
      label: "Risk aversion",
      hint: "1 bold, 3 usual, 10 careful: higher is narrower.",
      step: "0.5",
    },
    {
      name: "cost",
      label: "Cost of a trade",
      hint: "One way. Empty: the market’s own fee and half spread.",
      step: "0.05",
      places: 3,
    },
    ...CLAMP,
  ],
};

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
        <PolicyFigures
          part="band"
          path={path}
          values={band}
          problems={problems}
          fields={FIGURES[band.kind]}
          // An empty cost is the market's own.
          onChange={(name, value) =>
            onChange({ ...band, [name]: name === "cost" && Number.isNaN(value) ? null : value })
          }
        />
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
