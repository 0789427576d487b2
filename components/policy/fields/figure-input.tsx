"use client";
import { useState } from "react";
import { NumberInput, type NumberInputProps } from "@/components/ui/number-input";

interface FigureInputProps extends Omit<NumberInputProps, "value" | "onChange"> {
  value: number;
  onChange: (value: number) => void;
  /** Shown figure = value x scale: 100 for shares shown in percent, 0.001 for milliseconds shown in seconds. */
  scale?: number;
  /** Most decimals shown for a value that comes from outside. */
  places?: number;
}

const isSame = (left: number, right: number) => Object.is(left, right) || Math.abs(left - right) < 1e-9;

/** A number being typed. What is typed stays as typed ("5." too); the number follows, and is NaN while it is none. */
export function FigureInput({ value, onChange, scale = 1, places = 2, ...rest }: FigureInputProps) {
  const show = (figure: number) => (Number.isFinite(figure) ? String(Number((figure * scale).toFixed(places))) : "");
  const read = (text: string) => (text.trim() === "" ? Number.NaN : Number(text) / scale);
  const [text, setText] = useState(() => show(value));
  return (
    <NumberInput
      {...rest}
      value={isSame(read(text), value) ? text : show(value)}
      onChange={(typed) => {
        setText(typed);
        onChange(read(typed));
      }}
    />
  );
}

interface AmountInputProps<T extends string> extends Omit<NumberInputProps, "value" | "onChange"> {
  value: T | null;
  onChange: (value: T) => void;
}

/** An amount of money: stays the decimal text it is. What is not a number is caught by the editor's own checks. */
export function AmountInput<T extends string>({ value, onChange, ...rest }: AmountInputProps<T>) {
  return <NumberInput {...rest} value={value ?? ""} onChange={(text) => onChange(text as T)} />;
}
