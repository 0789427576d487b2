"use client";
import type { ComponentProps } from "react";
import { POLICY_BOUNDS } from "@/lib/engine/model";
import type { Points } from "../draft/weights";
import { FigureInput } from "./figure-input";

const { min, max } = POLICY_BOUNDS.target.weight;

interface WeightInputProps extends Omit<ComponentProps<typeof FigureInput>, "suffix" | "scale" | "min" | "max"> {
  value: Points;
  onChange: (weight: Points) => void;
}

/** A weight typed in percent. While nothing is written it counts as none. */
export function WeightInput({ onChange, ...input }: WeightInputProps) {
  return (
    <FigureInput
      {...input}
      suffix="%"
      scale={0.01}
      min={min * 100}
      max={max * 100}
      onChange={(weight) => onChange(Number.isFinite(weight) ? weight : 0)}
    />
  );
}
