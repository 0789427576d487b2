"use client";
import type { ReactNode } from "react";

/** The row and its parts, for links that choose as well as for buttons. */
export const segmentedClass = "inline-flex gap-px rounded-md bg-sunken p-0.5 max-md:flex max-md:w-full";
export const segmentClass =
  "inline-flex h-6 min-w-6 items-center justify-center rounded-[4px] px-2.25 text-xs whitespace-nowrap text-text-soft max-xs:whitespace-normal hover:text-text focus-visible:rounded-[4px] focus-visible:shadow-focus aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-text aria-pressed:ring aria-pressed:ring-line aria-current:bg-raised aria-current:font-medium aria-current:text-text aria-current:ring aria-current:ring-line max-md:h-auto max-md:min-h-9 max-md:flex-1 max-md:px-0.5";

export interface SegmentedProps<T extends string> {
  options: readonly (T | { value: T; label: ReactNode; disabled?: boolean })[];
  value: T;
  onChange: (value: T) => void;
  /** What is chosen here, for screen readers. */
  label: string;
}

export function Segmented<T extends string>({ options, value, onChange, label }: SegmentedProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box
    <div className={segmentedClass} data-slot="segmented" role="group" aria-label={label}>
      {options.map((option) => {
        const each = typeof option === "string" ? { value: option, label: option, disabled: false } : option;
        return (
          <button
            key={each.value}
            type="button"
            className={segmentClass}
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
