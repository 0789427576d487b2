"use client";
import { Segmented } from "@/components/ui/segmented";

export type WeightsView = "bands" | "stacked";

const VIEWS: readonly { value: WeightsView; label: string }[] = [
  { value: "bands", label: "In bands" },
  { value: "stacked", label: "Stacked" },
];

interface WeightsViewChoiceProps {
  label?: string;
  value: WeightsView;
  onChange: (view: WeightsView) => void;
}

export function WeightsViewChoice({ label = "View", ...choice }: WeightsViewChoiceProps) {
  return <Segmented label={label} options={VIEWS} {...choice} />;
}
