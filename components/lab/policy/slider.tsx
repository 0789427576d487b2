"use client";
import { useId } from "react";
import styles from "./slider.module.css";

interface SliderProps {
  label: string;
  /** The places it may stand at, in order. */
  stops: readonly number[];
  value: number;
  onChange: (value: number) => void;
  /** The value as text, on screen and read out. */
  reading: string;
  ends: readonly [string, string];
}

/** The browser's own range over a list of stops: arrow keys, Home, End and touch come with it. */
export function Slider({ label, stops, value, onChange, reading, ends }: SliderProps) {
  const id = useId();
  const most = Math.max(1, stops.length - 1);
  const place = nearestPlace(stops, value);
  return (
    <div className="mt-4">
      <div className="flex justify-between gap-2.5 font-medium">
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id}>{reading}</output>
      </div>
      <input
        id={id}
        type="range"
        className={styles.range}
        min={0}
        max={most}
        step={1}
        value={place}
        aria-valuetext={reading}
        style={{ "--at": `${(100 * place) / most}%` }}
        onChange={(event) => onChange(stops[Number(event.target.value)] ?? value)}
      />
      <div className="flex justify-between text-2xs text-text-faint" aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </div>
  );
}

function nearestPlace(stops: readonly number[], value: number): number {
  let best = 0;
  for (const [place, stop] of stops.entries())
    if (Math.abs(stop - value) < Math.abs((stops[best] ?? 0) - value)) best = place;
  return best;
}
