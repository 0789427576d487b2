"use client";
import { useEffect, useState } from "react";
import { NumberInput } from "@/components/ui/number-input";

interface FigureBoxProps {
  value: number;
  onChange: (value: number) => void;
  /** Shown figure per stored one: 100 for percent. */
  scale?: number;
  suffix: string;
  min?: number;
  /** In stored units. */
  max: number;
}

/** A figure that is typed. What is no figure, or beyond its bounds, stays in the box and changes nothing. */
export function FigureBox({ value, onChange, scale = 1, suffix, min = 0, max }: FigureBoxProps) {
  const shown = String(Number((value * scale).toPrecision(12)));
  const [typed, setTyped] = useState(shown);
  useEffect(() => {
    setTyped((before) => (Number(before) === Number(shown) ? before : shown));
  }, [shown]);
  const figure = Number(typed) / scale;
  const isGood = typed.trim() !== "" && Number.isFinite(figure) && figure >= min && figure <= max;
  return (
    <NumberInput
      value={typed}
      suffix={suffix}
      min={min * scale}
      max={max * scale}
      aria-invalid={isGood ? undefined : true}
      onChange={(text) => {
        setTyped(text);
        const next = Number(text) / scale;
        if (text.trim() !== "" && Number.isFinite(next) && next >= min && next <= max) onChange(next);
      }}
      onBlur={() => {
        if (!isGood) setTyped(shown);
      }}
    />
  );
}
