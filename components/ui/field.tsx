"use client";
import { createContext, type ReactNode, use, useId, useState } from "react";
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

/**
 * A label, its input, and what is wrong with it. A mistake is one once the field is left, or the form is sent: what is
 * still being typed is not judged, while what was found wrong stays in sight until it is right.
 */
export function Field({ label, hint, error: found, children, className, isLabelHidden }: FieldProps) {
  const id = useId();
  const [isTyping, setTyping] = useState(false);
  const error = isTyping ? undefined : found;
  const describedBy = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches what its input does
    <div
      className={cx("grid min-w-0 content-start gap-1.5", className)}
      onInput={() => setTyping(isTyping || !found)}
      onBlur={() => setTyping(false)}
      onKeyDown={(event) => {
        if (event.key === "Enter") setTyping(false);
      }}
    >
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
