"use client";
import type { ReactNode } from "react";

interface SegmentedProps<T extends string> {
  options: readonly (T | { value: T; label: ReactNode; disabled?: boolean })[];
  value: T;
  onChange: (value: T) => void;
  /** What is chosen here, for screen readers. */
  label: string;
}

export function Segmented<T extends string>({ options, value, onChange, label }: SegmentedProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box
    <div className="seg" role="group" aria-label={label}>
      {options.map((option) => {
        const each = typeof option === "string" ? { value: option, label: option, disabled: false } : option;
        return (
          <button
            key={each.value}
            type="button"
            aria-pressed={each.value === value}
            disabled={each.disabled}
            onClick={() => onChange(each.value)}
          >
            {each.label}
          </button>
        );
      })}
    </div>
  );
}
