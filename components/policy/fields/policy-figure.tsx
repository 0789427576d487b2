"use client";
import { Field } from "@/components/ui/field";
import { FIGURE_UNITS, type FigureName, figureBound, type PolicyPart } from "@/lib/schemas/policy-rules/figures";
import { type Problem, problemAt } from "../draft/problem";
import { FigureInput } from "./figure-input";

/** How one figure of a part is asked for. Its unit and bounds are those of POLICY_BOUNDS. */
export interface FigureField<P extends PolicyPart> {
  name: FigureName<P>;
  label: string;
  hint?: string;
  /** Arrow keys move by this much, in the unit shown. */
  step: string;
  /** Most decimals shown of a figure that comes from outside. */
  places?: number;
  className?: string;
}

interface FigureSource<P extends PolicyPart> {
  part: P;
  /** Where the part stands in the policy's JSON; "" for the policy itself. */
  path: string;
  /** Figures that are null, or that the part lacks, stand empty. */
  values: { readonly kind?: string } & { readonly [Name in FigureName<P>]?: number | null };
  problems: readonly Problem[];
  /** NaN while the field holds no number. */
  onChange: (name: FigureName<P>, value: number) => void;
}

/** One figure of a policy: its field in its own unit, with its bounds, and its problem found by its name. */
export function PolicyFigure<P extends PolicyPart>(props: FigureSource<P> & FigureField<P>) {
  const { part, path, values, problems, onChange, name, label, hint, className, ...input } = props;
  const bound = figureBound(part, name);
  const { scale, suffix } = bound.unit === null ? { scale: 1, suffix: undefined } : FIGURE_UNITS[bound.unit];
  const shown = (end: number | null, isOut = false) => (end === null || isOut ? undefined : end * scale);
  return (
    <Field
      label={label}
      hint={hint}
      error={problemAt(problems, path === "" ? name : `${path}.${name}`)}
      className={className}
    >
      <FigureInput
        {...input}
        scale={scale}
        suffix={suffix}
        min={shown(bound.min, bound.isMinOut)}
        max={shown(bound.max, bound.isMaxOut)}
        inputMode={bound.isWhole ? "numeric" : undefined}
        value={values[name] ?? Number.NaN}
        onChange={(value) => onChange(name, value)}
      />
    </Field>
  );
}

/** Several figures of one part, in the order given. */
export function PolicyFigures<P extends PolicyPart>({
  fields,
  ...source
}: FigureSource<P> & { fields: readonly FigureField<P>[] }) {
  return fields.map((field) => <PolicyFigure key={field.name} {...source} {...field} />);
}
