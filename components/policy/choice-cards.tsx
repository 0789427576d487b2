"use client";
import { type ReactNode, useId } from "react";

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
    <fieldset className={columns === 2 ? "choices two" : "choices"}>
      <legend className="field-label">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span className="grid gap-0.5">
            <span className="medium">{option.title}</span>
            {option.drawing}
            <span className="field-hint">{option.text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
