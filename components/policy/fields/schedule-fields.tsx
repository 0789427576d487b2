"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Time } from "@/components/figures/time";
import { useTRPC } from "@/components/trpc/client";
import { messageOf } from "@/components/trpc/error";
import { Field, FieldError, fieldHintClass } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { cronProblem, timeZoneProblem } from "@/lib/engine/model";
import { clockOf, cronOf, type Schedule, type SchedulePreset, scheduleOf, WEEKDAYS } from "../draft/schedule";
import { FieldGrid } from "../pages/field-grid";
import { useDebounced } from "../preview/use-debounced";

interface ScheduleFieldsProps {
  cron: string;
  timeZone: string;
  errors: { cron: string | null; timeZone: string | null };
  onChange: (change: { cron?: string; timeZone?: string }) => void;
}

const PRESETS: readonly { value: SchedulePreset | "cron"; label: string }[] = [
  { value: "daily", label: "Daily" },
  { value: "weekly", label: "Weekly" },
  { value: "monthly", label: "Monthly" },
  { value: "quarterly", label: "Quarterly" },
  { value: "cron", label: "Cron" },
];

export function ScheduleFields({ cron, timeZone, errors, onChange }: ScheduleFieldsProps) {
  const read = scheduleOf(cron);
  const [isOwnText, setOwnText] = useState(read.preset === "cron");
  const preset = isOwnText ? "cron" : read.preset;
  const isPlain = preset !== "cron";
  const set = (change: Partial<Schedule> & { preset?: SchedulePreset }) => {
    const next = { ...read, preset: read.preset === "cron" ? "weekly" : read.preset, ...change };
    onChange({ cron: cronOf(next) });
  };
  const choose = (next: SchedulePreset | "cron") => {
    setOwnText(next === "cron");
    if (next !== "cron") set({ preset: next });
  };
  return (
    <div className="grid gap-3">
      <div>
        <Segmented label="How often" options={PRESETS} value={preset} onChange={choose} />
      </div>
      <FieldGrid>
        {preset === "weekly" && (
          <Field label="Day">
            <Select
              value={String(read.weekday)}
              options={WEEKDAYS.map((label, value) => ({ value: String(value), label }))}
              onChange={(day) => set({ weekday: Number(day) })}
            />
          </Field>
        )}
        {(preset === "monthly" || preset === "quarterly") && (
          <Field label="Day of the month">
            <Select
              value={String(read.day)}
              options={Array.from({ length: 28 }, (_, at) => String(at + 1))}
              onChange={(day) => set({ day: Number(day) })}
            />
          </Field>
        )}
        {isPlain ? (
          <Field label="Time" error={errors.cron}>
            <TextInput
              type="time"
              value={clockOf(read)}
              onChange={(event) => {
                const [hour, minute] = event.target.value.split(":").map(Number);
                if (hour !== undefined && minute !== undefined && Number.isFinite(hour + minute)) set({ hour, minute });
              }}
            />
          </Field>
        ) : (
          <Field label="Cron expression" hint="minute, hour, day, month, weekday" error={errors.cron}>
            <TextInput
              className="font-mono"
              spellCheck={false}
              value={cron}
              onChange={(event) => onChange({ cron: event.target.value })}
            />
          </Field>
        )}
        <Field label="Time zone" error={errors.timeZone}>
          <TextInput
            list="time-zones"
            spellCheck={false}
            value={timeZone}
            onChange={(event) => onChange({ timeZone: event.target.value })}
          />
        </Field>
      </FieldGrid>
      <TimeZoneList />
      <NextOccurrences cron={cron} timeZone={timeZone} />
    </div>
  );
}

function TimeZoneList() {
  const zones = useMemo(() => Intl.supportedValuesOf("timeZone"), []);
  return (
    <datalist id="time-zones">
      <option value="UTC" />
      {zones.map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  );
}

function NextOccurrences({ cron, timeZone }: { cron: string; timeZone: string }) {
  const trpc = useTRPC();
  const input = useDebounced(
    useMemo(() => ({ cron, timeZone }), [cron, timeZone]),
    350,
  );
  const isReady = cronProblem(input.cron) === null && timeZoneProblem(input.timeZone) === null;
  const { data, error } = useQuery(
    trpc.policies.nextOccurrences.queryOptions(input, { enabled: isReady, retry: false }),
  );
  if (!isReady) return null;
  if (error) return <FieldError>{messageOf(error)}</FieldError>;
  return (
    <p className={fieldHintClass} aria-live="polite">
      Next:{" "}
      {data
        ? data.slice(0, 3).map((at, index) => (
            <span key={at}>
              {index > 0 && " · "}
              <Time at={at} format="datetime" />
            </span>
          ))
        : "…"}
      {data && data.length > 0 && " (your time)"}
    </p>
  );
}
