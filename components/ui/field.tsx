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

export const fieldLabelClass = "text-xs font-medium text-text";
export const fieldHintClass = "text-xs text-text-faint";

/** What is wrong with an input, outside a Field as well. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="flex items-baseline gap-1.5 text-xs text-negative" id={id} role="alert">
      {children}
    </p>
  );
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
    <div className={cx("grid min-w-0 content-start gap-1.5", className)}>
      <label className={isLabelHidden ? "sr-only" : fieldLabelClass} htmlFor={id}>
        {label}
      </label>
      <FieldContext
        value={{ id, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined }}
      >
        {children}
      </FieldContext>
      {hint && (
        <p className={fieldHintClass} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}
