"use client";
import type { Dispatch } from "react";
import { Segmented } from "@/components/ui/segmented";
import type { LabSpec } from "@/lib/schemas/lab-spec";
import type { LabEdit } from "../edit-spec";
import { PERIOD_LABELS, PERIODS, periodOf, presetOf } from "./periods";

interface PeriodChoiceProps {
  period: LabSpec["period"];
  /** First and last bar of the prices. */
  span: { firstAt: number; lastAt: number };
  edit: Dispatch<LabEdit>;
}

/** The last year, three, or all there is; none is pressed while the owner's own dates are in force. */
export function PeriodChoice({ period, span: { firstAt, lastAt }, edit }: PeriodChoiceProps) {
  return (
    <Segmented
      label="Period"
      options={PERIODS.map((value) => ({ value, label: PERIOD_LABELS[value] }))}
      value={presetOf(period, firstAt, lastAt) ?? "own"}
      onChange={(pressed) => {
        const preset = PERIODS.find((each) => each === pressed);
        if (preset) edit({ do: "period", period: periodOf(preset, firstAt, lastAt) });
      }}
    />
  );
}
