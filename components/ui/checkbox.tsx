"use client";
import type { InputHTMLAttributes, ReactNode } from "react";

interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "type"> {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Without children give `aria-label`. */
  children?: ReactNode;
  hint?: ReactNode;
  isIndeterminate?: boolean;
}

export function Checkbox({ checked, onChange, children, hint, isIndeterminate = false, ...rest }: CheckboxProps) {
  return (
    <label className="check">
      <input
        {...rest}
        type="checkbox"
        checked={checked}
        ref={(input) => {
          if (input) input.indeterminate = isIndeterminate;
        }}
        onChange={(event) => onChange(event.target.checked)}
      />
      {(children || hint) && (
        <span>
          {children}
          {hint && <span className="field-hint block">{hint}</span>}
        </span>
      )}
    </label>
  );
}
