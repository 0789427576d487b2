import { cx } from "./cx";

interface ProgressBarProps {
  value: number;
  max?: number;
  /** What advances, for readers. */
  label: string;
  className?: string;
}

/** How far a long work is; the figure stands beside it. */
export function ProgressBar({ value, max = 1, label, className }: ProgressBarProps) {
  return (
    <progress
      className={cx(
        "h-1.5 w-30 appearance-none overflow-hidden rounded-full bg-sunken",
        "[&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-[inline-size] [&::-webkit-progress-value]:duration-(--duration-steady) [&::-moz-progress-bar]:bg-accent",
        className,
      )}
      value={value}
      max={max}
      aria-label={label}
    />
  );
}
