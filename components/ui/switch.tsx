"use client";
import { type ReactNode, useId } from "react";
import { cx } from "./cx";
import { fieldHintClass } from "./field";

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
        className="relative m-0 h-5 w-8 flex-none appearance-none rounded-full border border-edge bg-sunken transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-edge before:transition-transform checked:border-accent checked:bg-accent checked:before:translate-x-3 checked:before:bg-on-accent focus-visible:rounded-full"
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
          <span className={cx(fieldHintClass, "block")} id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
    </div>
  );
}
