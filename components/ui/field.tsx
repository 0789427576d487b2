"use client";
import { createContext, type ReactNode, use, useId } from "react";
import { cx } from "./cx";

interface FieldWiring {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}
const FieldContext = createContext<FieldWiring | null>(null);

/** What an input inside a Field spreads on itself: id, description and error, wired. */
export function useField(): Partial<FieldWiring> {
  return use(FieldContext) ?? {};
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  children: ReactNode;
  className?: string;
  isLabelHidden?: boolean;
}

export function Field({ label, hint, error, children, className, isLabelHidden }: FieldProps) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ");
  return (
    <div className={cx("field", className)}>
      <label className={isLabelHidden ? "sr-only" : "field-label"} htmlFor={id}>
        {label}
      </label>
      <FieldContext
        value={{ id, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined }}
      >
        {children}
      </FieldContext>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
