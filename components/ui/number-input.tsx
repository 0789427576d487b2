"use client";
import type { InputHTMLAttributes } from "react";
import { cx } from "./cx";
import { useField } from "./field";
import { stepDecimal } from "./step-decimal";
import { inputClass } from "./text-input";

export interface NumberInputProps
  extends Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange" | "type" | "min" | "max" | "step"> {
  /** The decimal as typed: text, never a float. */
  value: string;
  onChange: (value: string) => void;
  suffix?: string;
  /** Arrow keys move by this much (Shift: ten times); none leaves them alone. */
  step?: string;
  /** As far as arrow keys go, and what a reader is told. What is typed beyond is for the form to refuse. */
  min?: number;
  max?: number;
}

/** Takes what people type or paste ("1 200,50" and "1,200.50" alike) and hands on digits with one point. */
function plainDecimal(typed: string): string {
  const text = typed.replace(/[\s\u00a0\u202f']/g, "").replace("\u2212", "-");
  const lastComma = text.lastIndexOf(",");
  const lastPoint = text.lastIndexOf(".");
  if (lastComma < 0) return text.replace(/[^\d.-]/g, "");
  const isCommaDecimal = lastComma > lastPoint && !/,\d{3}$/.test(text);
  const joined = isCommaDecimal ? text.replaceAll(".", "").replace(",", ".") : text.replaceAll(",", "");
  return joined.replace(/[^\d.-]/g, "");
}

/** A phone's keyboard of digits has no minus: where one may be needed the whole keyboard comes. */
const keyboardFor = (min: number | undefined) => (min !== undefined && min < 0 ? "text" : "decimal");

export function NumberInput({
  value,
  onChange,
  suffix,
  step,
  min,
  max,
  inputMode = keyboardFor(min),
  className,
  ...rest
}: NumberInputProps) {
  const width = suffix ? `calc(${suffix.length}ch + 18px)` : undefined;
  return (
    <span className="relative block min-w-0">
      <input
        inputMode={inputMode}
        autoComplete="off"
        {...useField()}
        {...(step && spinning(value, min, max))}
        {...rest}
        type="text"
        className={cx(inputClass, "text-right tabular-nums", className)}
        style={{ paddingRight: width, ...rest.style }}
        value={value}
        onChange={(event) => onChange(plainDecimal(event.target.value))}
        onKeyDown={(event) => {
          if (step && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
            event.preventDefault();
            const by = (event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1);
            onChange(stepDecimal(value, by, step, min, max));
          }
          rest.onKeyDown?.(event);
        }}
      />
      {suffix && (
        <span
          className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-xs text-text-faint"
          aria-hidden="true"
        >
          {suffix}
        </span>
      )}
    </span>
  );
}

/** A number that arrow keys move is a spin button to a screen reader, as the browser's own number field is. */
function spinning(value: string, min: number | undefined, max: number | undefined) {
  const now = value.trim() === "" ? Number.NaN : Number(value);
  return {
    role: "spinbutton",
    "aria-valuemin": min,
    "aria-valuemax": max,
    "aria-valuenow": Number.isFinite(now) ? now : undefined,
  };
}
