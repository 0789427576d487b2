/** What the reader can set, and what fits the history at hand. */
import { formatTrimmed } from "@/lib/format/number";

export interface DistributionSettings {
  windowDays: number;
  starts: number;
  paths: number;
  blockDays: number;
}

export const WINDOWS = [
  { days: 91, label: "3 months" },
  { days: 182, label: "6 months" },
  { days: 365, label: "1 year" },
  { days: 730, label: "2 years" },
  { days: 1095, label: "3 years" },
] as const;

export const COUNTS = [100, 200, 500, 1000] as const;

export const BLOCKS = [
  { days: 5, label: "5 days" },
  { days: 10, label: "10 days" },
  { days: 30, label: "30 days" },
  { days: 60, label: "60 days" },
  { days: 120, label: "120 days" },
] as const;

export const SEED_MAX = 2 ** 32 - 1;

/** Windows short enough for more than one start. */
export const windowsFor = (days: number) => WINDOWS.filter((each) => each.days <= days * 0.85);
export const blocksFor = (days: number) => BLOCKS.filter((each) => each.days <= days / 4);

/** A year each where history allows; else the longest window that allows more than one start. */
export function usualSettings(days: number): DistributionSettings {
  const fitting = windowsFor(days).filter((each) => each.days <= 365 && each.days <= days / 2);
  return {
    windowDays: fitting.at(-1)?.days ?? Math.max(1, Math.floor(days / 2)),
    starts: 200,
    paths: 200,
    blockDays: blocksFor(days).findLast((each) => each.days <= 30)?.days ?? Math.max(1, Math.floor(days / 10)),
  };
}

export const windowLabel = (days: number) =>
  WINDOWS.find((each) => each.days === days)?.label ?? `${Math.round(days)} days`;

/** "5 years", "18 months", "40 days". */
export function lengthLabel(days: number): string {
  if (days < 75) return `${Math.round(days)} days`;
  if (days < 700) return days > 350 && days < 380 ? "1 year" : `${Math.round(days / 30.44)} months`;
  return `${formatTrimmed(days / 365.25, 1)} years`;
}
