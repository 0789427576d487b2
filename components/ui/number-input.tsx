"use client";
import type { InputHTMLAttributes } from "react";
import { cx } from "./cx";
import { useField } from "./field";
import { inputClass } from "./text-input";

interface NumberInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "value" | "onChange" | "type"> {
  /** The decimal as typed: text, never a float. */
  value: string;
  onChange: (value: string) => void;
  suffix?: string;
  /** Arrow keys move by this much (Shift: ten times); none leaves them alone. */
  step?: string;
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

export function NumberInput({ value, onChange, suffix, step, className, ...rest }: NumberInputProps) {
  const move = (direction: number) => {
    const places = Math.max(...[value, step ?? ""].map((text) => text.split(".")[1]?.length ?? 0));
    onChange((Number(value || "0") + direction * Number(step)).toFixed(places));
  };
  const width = suffix ? `calc(${suffix.length}ch + 18px)` : undefined;
  return (
    <span className="relative block min-w-0">
      <input
        inputMode="decimal"
        autoComplete="off"
        {...useField()}
        {...rest}
        type="text"
        className={cx(inputClass, "text-right tabular-nums", className)}
        style={{ paddingRight: width, ...rest.style }}
        value={value}
        onChange={(event) => onChange(plainDecimal(event.target.value))}
        onKeyDown={(event) => {
          if (step && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
            event.preventDefault();
            move((event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1));
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
