"use client";
import { GaugeMark } from "@/components/charts/gauge-mark";
import { formatTrimmed } from "@/lib/format/number";
import { type Points, shareOf, WHOLE } from "../draft/weights";
import styles from "./target-slider.module.css";

interface TargetSliderProps {
  label: string;
  weight: Points;
  /** Current weight in the portfolio, where known. */
  actual: number | null;
  /** Where a rule puts it now, where one does. */
  effective: number | null;
  /** Half-width of its band. */
  band: number;
  /** Right end of the axis all rows share, in points. */
  scale: Points;
  isDisabled: boolean;
  onChange: (weight: Points) => void;
  onDrag: (isDragging: boolean) => void;
}

/** The gauge itself is the slider: the target line is what you drag, its band moves along, the bar is what you hold. */
export function TargetSlider({
  label,
  weight,
  actual,
  effective,
  band,
  scale,
  isDisabled,
  onChange,
  onDrag,
}: TargetSliderProps) {
  const on = (share: number) => Math.min(Math.max((share * WHOLE) / scale, 0), 1) * 100;
  const at = (share: number) => `${on(share).toFixed(2)}%`;
  // The band lies around the weight in force: the rule's, where one sets it.
  const middle = effective ?? shareOf(weight);
  const low = Math.max(middle - band, 0);
  return (
    <span className="relative block h-7 max-md:order-4 max-md:col-span-2 max-md:h-10">
      <span className="absolute inset-x-2 inset-y-px border-b border-grid max-md:inset-y-1.75" aria-hidden="true">
        {weight > 0 && <GaugeMark kind="band" left={at(low)} width={`${(on(middle + band) - on(low)).toFixed(2)}%`} />}
        {actual !== null && <GaugeMark kind="actual" width={at(actual)} />}
        {effective !== null && <GaugeMark kind="ring" left={at(effective)} />}
      </span>
      <input
        className={styles.range}
        type="range"
        min={0}
        max={scale}
        step={10}
        value={Math.min(weight, scale)}
        disabled={isDisabled}
        aria-label={`${label}, target weight`}
        aria-valuetext={`${spoken(weight / 10_000)}${actual === null ? "" : `, now ${spoken(actual)}`}${effective === null ? "" : `, by the rule ${spoken(effective)}`}`}
        onChange={(event) => onChange(Number(event.target.value))}
        onPointerDown={() => onDrag(true)}
        onPointerUp={() => onDrag(false)}
        onPointerCancel={() => onDrag(false)}
      />
    </span>
  );
}

/** As it is read out: "12.5 percent". */
const spoken = (share: number) => `${formatTrimmed(share * 100)} percent`;
