"use client";
import { type ReactNode, useId } from "react";

interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  name?: string;
}

export function Switch({ checked, onChange, label, hint, disabled, name }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex min-h-6 items-start gap-3">
      <input
        id={id}
        name={name}
        className="switch"
        type="checkbox"
        role="switch"
        aria-checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <span className="field-hint block" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
    </div>
  );
}
