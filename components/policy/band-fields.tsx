"use client";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { type Band, DEFAULT_BAND } from "@/lib/engine/model";
import { FigureInput } from "./figure-input";
import { type Problem, problemAt } from "./problems";

const BAND_OPTIONS = [
  { value: "clamp", label: "Bounded" },
  { value: "relative", label: "Relative" },
  { value: "absolute", label: "Fixed" },
] as const;

const EXPLAINED: Record<Band["kind"], string> = {
  clamp:
    "A share of the target, within bounds: never narrower or wider than you say. Suits large and small targets alike.",
  relative: "A share of the target: 20 % of a 40 % target is ±8 pp, of a 5 % target ±1 pp.",
  absolute: "The same width for every target, in percentage points.",
};

interface BandFieldsProps {
  band: Band;
  onChange: (band: Band) => void;
  /** Path of the band in the policy, for its errors. */
  path: string;
  problems: readonly Problem[];
}

export function BandFields({ band, onChange, path, problems }: BandFieldsProps) {
  const errorAt = (field: string) => problemAt(problems, `${path}.${field}`);
  return (
    <div className="grid gap-3">
      <Segmented
        label="Kind of band"
        options={BAND_OPTIONS}
        value={band.kind}
        onChange={(kind) => onChange(bandOfKind(kind, band))}
      />
      <p className="field-hint">{EXPLAINED[band.kind]}</p>
      <div className="form-row">
        {band.kind === "absolute" ? (
          <Field label="Width" error={errorAt("width")}>
            <FigureInput
              suffix="pp"
              step="0.5"
              scale={100}
              value={band.width}
              onChange={(width) => onChange({ ...band, width })}
            />
          </Field>
        ) : (
          <Field label="Share of the target" error={errorAt("ratio")}>
            <FigureInput
              suffix="%"
              step="1"
              scale={100}
              value={band.ratio}
              onChange={(ratio) => onChange({ ...band, ratio })}
            />
          </Field>
        )}
        {band.kind === "clamp" && (
          <>
            <Field label="At least" error={errorAt("floor")}>
              <FigureInput
                suffix="pp"
                step="0.5"
                scale={100}
                value={band.floor}
                onChange={(floor) => onChange({ ...band, floor })}
              />
            </Field>
            <Field label="At most" error={errorAt("cap")}>
              <FigureInput
                suffix="pp"
                step="0.5"
                scale={100}
                value={band.cap}
                onChange={(cap) => onChange({ ...band, cap })}
              />
            </Field>
          </>
        )}
      </div>
    </div>
  );
}

/** Keeps what both kinds share, takes the default for the rest. */
function bandOfKind(kind: Band["kind"], from: Band): Band {
  const ratio = "ratio" in from ? from.ratio : 0.2;
  if (kind === "absolute") return { kind, width: 0.05 };
  if (kind === "relative") return { kind, ratio };
  return DEFAULT_BAND.kind === "clamp" ? { ...DEFAULT_BAND, ratio } : { kind, ratio, floor: 0.01, cap: 0.1 };
}

/** Half-width of a band around a target, as the engine measures it. */
export function widthOfBand(band: Band, target: number): number {
  if (band.kind === "absolute") return band.width;
  const relative = band.ratio * target;
  return band.kind === "relative" ? relative : Math.min(Math.max(relative, band.floor), band.cap);
}
