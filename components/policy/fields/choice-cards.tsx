"use client";
import { type ReactNode, useId } from "react";
import { cx } from "@/components/ui/cx";
import { fieldHintClass } from "@/components/ui/field";

interface ChoiceCardsProps<T extends string> {
  legend: string;
  value: T;
  onChange: (value: T) => void;
  columns?: 2 | 3;
  options: readonly { value: T; title: string; text: ReactNode; drawing?: ReactNode }[];
}

/** One of a few, each with a line that says what it means. Radio buttons, so arrow keys move the choice. */
export function ChoiceCards<T extends string>({ legend, value, onChange, options, columns = 3 }: ChoiceCardsProps<T>) {
  const name = useId();
  return (
    <fieldset className={cx("grid min-w-0 gap-2.5 max-md:grid-cols-1", columns === 2 ? "grid-cols-2" : "grid-cols-3")}>
      <legend className="pb-1.5 text-xs font-medium">{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="relative flex items-start gap-2.25 rounded-md border border-line px-3 py-2.5 hover:border-edge has-checked:border-accent has-checked:inset-ring has-checked:inset-ring-accent has-focus-visible:shadow-focus"
        >
          <input
            className="mt-0.75 size-3.5 flex-none appearance-none rounded-full border border-edge bg-surface checked:border-4 checked:border-accent focus-visible:rounded-full focus-visible:shadow-none"
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className="grid min-w-0 flex-1 gap-0.5">
            <span className="font-medium">{option.title}</span>
            {option.drawing}
            <span className={fieldHintClass}>{option.text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
