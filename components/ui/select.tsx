"use client";
import type { SelectHTMLAttributes } from "react";
import { cx } from "./cx";
import { useField } from "./field";
import { inputClass } from "./text-input";

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange" | "value"> {
  value: string;
  onChange: (value: string) => void;
  options: readonly (string | { value: string; label: string; disabled?: boolean })[];
}

/** The browser's own list: right on every phone, and for free. */
export function Select({ options, value, onChange, className, ...rest }: SelectProps) {
  return (
    <select
      {...useField()}
      {...rest}
      className={cx(
        inputClass,
        "appearance-none bg-(image:--image-chevron) bg-size-[12px] bg-position-[right_9px_center] bg-no-repeat pr-7 text-ellipsis",
        className,
      )}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map((option) => {
        const each = typeof option === "string" ? { value: option, label: option } : option;
        return (
          <option key={each.value} {...each}>
            {each.label}
          </option>
        );
      })}
    </select>
  );
}
