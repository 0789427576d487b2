"use client";
import { useEffect, useState } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { linkClass } from "@/components/ui/text-link";

interface TimeZoneFieldProps {
  value: string;
  onChange: (timeZone: string) => void;
  error?: string;
}

/** The browser knows all zones; the server need not send four hundred names. */
export function TimeZoneField({ value, onChange, error }: TimeZoneFieldProps) {
  const [zones, setZones] = useState<readonly string[]>([value]);
  const [own, setOwn] = useState<string | null>(null);
  useEffect(() => {
    setZones(["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")]);
    setOwn(Intl.DateTimeFormat().resolvedOptions().timeZone);
  }, []);
  const options = zones.includes(value) ? zones : [value, ...zones];
  return (
    <Field
      label="Time zone"
      error={error}
      hint={
        <>
          Times on every page. A schedule keeps the zone in its policy.
          {own !== null && own !== value && (
            <>
              {" "}
              <button type="button" className={linkClass} onClick={() => onChange(own)}>
                Use {own}, as this browser does
              </button>
            </>
          )}
        </>
      }
    >
      <Select
        value={value}
        onChange={onChange}
        options={options.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      />
    </Field>
  );
}
