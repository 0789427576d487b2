"use client";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { fieldHintClass, fieldLabelClass } from "./field";
import { Segmented, type SegmentedProps } from "./segmented";

interface ChoiceFieldProps<T extends string> extends SegmentedProps<T> {
  /** What the present choice means. */
  hint: ReactNode;
  className?: string;
}

/** A few choices in a row under their name, as a Field stands under its label. */
export function ChoiceField<T extends string>({ hint, className, ...choice }: ChoiceFieldProps<T>) {
  return (
    <div className={cx("grid min-w-0 content-start gap-1.5", className)}>
      <span className={fieldLabelClass} aria-hidden="true">
        {choice.label}
      </span>
      <div>
        <Segmented {...choice} />
      </div>
      <p className={fieldHintClass}>{hint}</p>
    </div>
  );
}
