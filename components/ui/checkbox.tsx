"use client";
import type { InputHTMLAttributes, ReactNode } from "react";
import { cx } from "./cx";
import { fieldHintClass } from "./field";

interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "type"> {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Without children give `aria-label`. */
  children?: ReactNode;
  hint?: ReactNode;
  isIndeterminate?: boolean;
}

// The tick and the dash are drawn on the browser's own box, so that it stays one, for forms and for readers.
const BOX =
  "mt-0.5 size-4 flex-none appearance-none rounded-sm border border-edge bg-surface hover:border-text-faint disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent";
const TICK =
  "checked:before:mt-[3px] checked:before:ml-[3px] checked:before:block checked:before:h-1 checked:before:w-2 checked:before:-rotate-45 checked:before:border-b-[1.75px] checked:before:border-l-[1.75px] checked:before:border-on-accent";
const DASH =
  "indeterminate:before:mx-[3px] indeterminate:before:my-1.5 indeterminate:before:block indeterminate:before:h-0.5 indeterminate:before:w-2 indeterminate:before:bg-on-accent";

/** `className` styles the label around box and text. */
export function Checkbox({
  checked,
  onChange,
  children,
  hint,
  isIndeterminate = false,
  className,
  ...rest
}: CheckboxProps) {
  return (
    <label className={cx("inline-flex min-h-6 items-start gap-2.25 max-md:min-h-8", className)}>
      <input
        {...rest}
        type="checkbox"
        className={cx(BOX, TICK, DASH)}
        checked={checked}
        ref={(input) => {
          if (input) input.indeterminate = isIndeterminate;
        }}
        onChange={(event) => onChange(event.target.checked)}
      />
      {(children || hint) && (
        <span>
          {children}
          {hint && <span className={cx(fieldHintClass, "block")}>{hint}</span>}
        </span>
      )}
    </label>
  );
}
