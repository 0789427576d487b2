"use client";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { formatDecimal } from "@/lib/format/number";
import { blocksFor, COUNTS, type DistributionSettings, SEED_MAX, windowLabel, windowsFor } from "./settings";

interface DistributionControlsProps {
  days: number;
  settings: DistributionSettings;
  onSettings: (change: Partial<DistributionSettings>) => void;
  seed: number;
  onSeed: (seed: number) => void;
}

const withOwn = <T extends { days: number; label: string }>(all: readonly T[], own: number, label: string) =>
  (all.some((each) => each.days === own) ? all : [{ days: own, label }, ...all]).map((each) => ({
    value: String(each.days),
    label: each.label,
  }));

const counts = COUNTS.map((count) => ({ value: String(count), label: formatDecimal(count) }));

export function DistributionControls({ days, settings, onSettings, seed, onSeed }: DistributionControlsProps) {
  const [typed, setTyped] = useState(String(seed));
  useEffect(() => setTyped(String(seed)), [seed]);
  const change = (text: string) => {
    setTyped(text);
    const next = Number(text);
    if (text !== "" && Number.isInteger(next) && next >= 0 && next <= SEED_MAX) onSeed(next);
  };
  return (
    <div className="mt-3 grid grid-cols-[repeat(auto-fit,minmax(130px,1fr))] gap-3 border-t border-hairline pt-3.5 @min-[720px]:grid-cols-[repeat(4,minmax(96px,148px))_minmax(150px,200px)]">
      <Field label="Window">
        <Select
          value={String(settings.windowDays)}
          onChange={(value) => onSettings({ windowDays: Number(value) })}
          options={withOwn(windowsFor(days), settings.windowDays, windowLabel(settings.windowDays))}
        />
      </Field>
      <Field label="Starts">
        <Select
          value={String(settings.starts)}
          onChange={(value) => onSettings({ starts: Number(value) })}
          options={counts}
        />
      </Field>
      <Field label="Paths">
        <Select
          value={String(settings.paths)}
          onChange={(value) => onSettings({ paths: Number(value) })}
          options={counts}
        />
      </Field>
      <Field label="Mean block">
        <Select
          value={String(settings.blockDays)}
          onChange={(value) => onSettings({ blockDays: Number(value) })}
          options={withOwn(blocksFor(days), settings.blockDays, `${settings.blockDays} days`)}
        />
      </Field>
      <Field label="Seed">
        <span className="grid grid-cols-[minmax(0,1fr)_auto] gap-1.5">
          <NumberInput value={typed} onChange={change} step="1" onBlur={() => setTyped(String(seed))} />
          <Button title="Other paths, by another seed" onClick={() => onSeed(1 + Math.floor(Math.random() * 999_999))}>
            New
          </Button>
        </span>
      </Field>
    </div>
  );
}
